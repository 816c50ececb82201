import { defineConfig } from "eslint/config";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const SOURCES = ["src/**/*.{ts,tsx}"];

const STORAGE = {
  selector:
    "MemberExpression[property.name=/^(localStorage|sessionStorage)$/], Identifier[name=/^(localStorage|sessionStorage)$/]",
  message: "What stays in the browser goes through src/session or src/storage.",
};
const FETCH = {
  selector: "CallExpression[callee.name='fetch'], CallExpression[callee.property.name='fetch']",
  message: "Call the API through src/api: it brings the token, the retries and the problems.",
};
const MARKUP = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: "Markup from a string is how a stranger's script gets in.",
};
const STYLE = {
  selector: "JSXAttribute[name.name='style']",
  message: "The policy blocks style attributes in prerendered pages: use a class.",
};

/** The product's own rules for `files`; the last block that matches a file counts. */
const house = (files, ...rules) => ({ files, rules: { "no-restricted-syntax": ["error", ...rules] } });

export default defineConfig(
  { ignores: [".next/", "node_modules/", "next-env.d.ts", "src/api/schema.ts", "src/api/publicCalls.ts", "public/"] },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `onClick={() => setOpen(true)}` says what it does; nobody reads the value.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // React awaits no handler; the promise is handled inside.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: SOURCES, extends: [reactHooks.configs.flat.recommended, jsxA11y.flatConfigs.strict] },
  {
    // A table whose parts are laid out as cards loses its roles in some browsers, so they are said again.
    files: ["src/components/Table.tsx"],
    rules: {
      "jsx-a11y/no-redundant-roles": "off",
      "jsx-a11y/no-interactive-element-to-noninteractive-role": "off",
    },
  },
  house(SOURCES, STORAGE, FETCH, MARKUP, STYLE),
  house(["src/components/**"], STORAGE, FETCH, MARKUP),
  house(["src/storage/**"], FETCH, MARKUP, STYLE),
  house(["src/api/**"], STORAGE, MARKUP, STYLE),
  house(["src/session/**"], MARKUP, STYLE),
  house(["src/**/*.test.{ts,tsx}"], MARKUP, STYLE),
);
