// `node tools/api-types.mjs OPENAPI OUTDIR`: the types of every call, and which calls take no token.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTypescript, { astToString } from "openapi-typescript";

const HEADER = "// Generated from the merged OpenAPI document by `make web-api`. Do not edit.\n\n";
const [documentPath, outDirectory] = process.argv.slice(2);
if (!documentPath || !outDirectory) {
  console.error("usage: node tools/api-types.mjs OPENAPI OUTDIR");
  process.exit(2);
}

const document = JSON.parse(readFileSync(documentPath, "utf8"));
const METHODS = ["get", "put", "post", "patch", "delete"];
const publicCalls = Object.entries(document.paths)
  .flatMap(([path, item]) =>
    METHODS.filter((name) => item[name]?.security?.length === 0).map((name) => `${name.toUpperCase()} ${path}`),
  )
  .sort();
if (publicCalls.length === 0) throw new Error("No call of the document carries `security: []`.");

const types = astToString(await openapiTypescript(document, { alphabetize: true }));
mkdirSync(outDirectory, { recursive: true });
writeFileSync(join(outDirectory, "schema.ts"), HEADER + types);
writeFileSync(
  join(outDirectory, "publicCalls.ts"),
  `${HEADER}/** Calls that carry no token: sign-up, login, a saga by its id. */\n` +
    `export const publicCalls: ReadonlySet<string> = new Set(${JSON.stringify(publicCalls, null, 2)});\n`,
);
