import { existsSync } from "node:fs";
import { join } from "node:path";

// `npm run bench -- NAME` runs bench/NAME.ts.
const [name = ""] = process.argv.slice(2);
const file = join(__dirname, `${name}.ts`);
if (!/^[a-zA-Z]+$/.test(name) || name === "index" || !existsSync(file)) {
    process.stderr.write(`bench: no benchmark of the name "${name}"\n`);
    process.exitCode = 1;
} else {
    require(file);
}
