import { createHash } from "node:crypto";
import path from "node:path";
import { readSchema } from "../../../plugin/src/schema";
import { generateSdks } from "../../../scripts/sdk/generateSdks";
import { generatorDigest } from "../../../scripts/sdk/sdkGenerator";
import { hasGo } from "../process/golang";
import { hasPython, type LocalPackage, pythonVenv } from "../process/python";

/** Pulumi's SDK for Python, as tests run it. */
const pythonRequirements = path.resolve(__dirname, "../../fixtures/python/requirements.txt");

/**
 * Whether this machine has what {@link pythonSdk} needs, which is Python and Go. If not, prints which tests are left out.
 *
 * @throws Error in CI, where nothing may be left out
 */
export function hasPythonSdk(tests: string): boolean {
    return hasPython(tests) && hasGo(tests);
}

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
