import { Head, Html, Main, NextScript } from "next/document";

/** The frame of every prerendered page: `lang` follows the locale; all scripts are files of our own. */
export default function Document() {
  return (
    <Html>
      <Head>
        {/* Tells the base domain; nginx writes it, since pages are built before anybody knows where they will run. */}
        <script src="/site.js" defer />
        {/* Blocks on purpose: a chosen theme must stand before the first paint. */}
        <script src="/tema.js" />
        <link rel="icon" href="/focinho.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <meta name="theme-color" content="#fbf6ee" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#181511" media="(prefers-color-scheme: dark)" />
      </Head>
      <body>
        <Main />
        <NextScript />
      </body>
    </Html>
  );
}
