import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What states hold as `__provider`, of the compiled package. */
export const { providerText } = require("../../../provider/bin/provider") as { providerText: string };

/** What the first states hold, serialised by Pulumi's SDK: they go on being run. */
export const firstText = readFileSync(join(__dirname, "../../providerText/firstProvider.txt"), "utf8");
