import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { readPublicSurface } from "../reference/publicSurface";
import { schemaText } from "./packageSchema";

writeFileSync(resolve(__dirname, "../../plugin/schema.json"), schemaText(readPublicSurface()));
