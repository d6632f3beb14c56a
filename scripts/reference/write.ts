import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { readPublicSurface } from "./publicSurface";
import { referencePage } from "./referencePage";

writeFileSync(resolve(__dirname, "../../docs/reference.md"), referencePage(readPublicSurface()));
