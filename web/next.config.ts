import type { NextConfig } from "next";

const config: NextConfig = {
  // One folder that runs with nothing but node; every instance gets the same one.
  output: "standalone",
  // The repository's root has lock files of other languages only; without this Next looks for a workspace above.
  outputFileTracingRoot: import.meta.dirname,
  // No page resizes pictures on the server.
  outputFileTracingExcludes: { "*": ["node_modules/sharp/**", "node_modules/@img/**"] },
  reactStrictMode: true,
  poweredByHeader: false,
  // nginx compresses, and answers what is static from disk.
  compress: false,
  images: { unoptimized: true },
  i18n: { locales: ["pt-BR", "en"], defaultLocale: "pt-BR", localeDetection: false },
  pageExtensions: ["tsx"],
};

export default config;
