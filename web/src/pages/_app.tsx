import "@/styles/globals.css";
import type { AppProps } from "next/app";
import Head from "next/head";
import { BrokenBoundary } from "@/base/Broken";
import { Providers } from "@/base/Providers";
import type { Screen } from "@/base/screen";
import { useFocusOnArrival } from "@/base/useFocusOnArrival";

const NO_TEXTS: [] = [];

/** Around every page: its providers, and the frame it asks for. */
export default function App({ Component, pageProps, router }: AppProps) {
  const screen: Screen = Component;
  useFocusOnArrival();
  const page = <Component {...pageProps} />;
  return (
    <Providers locale={router.locale} texts={screen.texts ?? NO_TEXTS}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      </Head>
      <BrokenBoundary key={router.pathname}>{screen.frame ? screen.frame(page) : page}</BrokenBoundary>
    </Providers>
  );
}
