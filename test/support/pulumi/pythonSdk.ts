import { createHash } from "node:crypto";
import path from "node:path";
import { readSchema } from "../../../plugin/src/schema";
import { generateSdks } from "../../../scripts/sdk/generateSdks";
import { generatorDigest } from "../../../scripts/sdk/sdkGenerator";
import { type LocalPackage, pythonVenv } from "../process/python";
import { pythonRequirements } from "./engine";

/** The generated SDK of the native plugin for Python, as `pythonVenv` installs it. */
export async function pythonSdkPackage(): Promise<LocalPackage> {
    const digest = createHash("sha256")
        .update(readSchema())
        .update(await generatorDigest())
        .digest("hex");
    return {
        digest,
        make: async (folder) => {
            await generateSdks(folder);
            return path.join(folder, "python");
        },
    };
}

/**
 * A virtual environment with Pulumi's SDK for Python and the plugin's generated one, in the user's cache until the schema changes.
 *
 * @returns its folder, absolute
 * @throws Error where there is no Go to build the generator with, saying so
 */
export async function pythonSdk(): Promise<string> {
    return await pythonVenv(pythonRequirements, [await pythonSdkPackage()]);
}
