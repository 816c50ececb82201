import Head from "next/head";
import { BRAND } from "@/components/Logo";

/** The window's title: the screen first, since tabs are narrow. */
export function Title({ children, description }: { children: string; description?: string }) {
  return (
    <Head>
      <title>{`${children} · ${BRAND}`}</title>
      {description && <meta name="description" content={description} />}
    </Head>
  );
}
