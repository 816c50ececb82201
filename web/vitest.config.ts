import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": `${import.meta.dirname}/src` } },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://petfeliz.localhost:8080/" } },
    include: ["src/**/*.test.{ts,tsx}", "tools/**/*.test.mjs"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
