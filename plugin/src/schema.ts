import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of the plugin, which is that of its package. */
export const { version } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as { version: string };

/** The package's schema as JSON: what YAML programs, generated SDKs and `pulumi package` go by. */
export function readSchema(): string {
    const schema: object = JSON.parse(readFileSync(join(__dirname, "../schema.json"), "utf8"));
    return JSON.stringify({ ...schema, version });
}
