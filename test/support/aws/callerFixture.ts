import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator, EmulatorOptions } from "../../../emulator/src";
import { explainAwsError } from "../../../provider/src/aws/awsError";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import type { AwsSettings } from "../../../provider/src/aws/settings/awsSettings";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { withEnvironment } from "../process/withEnvironment";
import { emulatorSettings, noAwsEnvironment } from "./awsSettings";
import { withEmulator } from "./withEmulator";

/** What a test of credentials works with. */
export interface Trial {
    readonly emulator: Emulator;
    /** Of its files. */
    readonly folder: string;
    /** Settings that call the emulator. */
    settings(values?: Partial<AwsSettings>): AwsSettings;
}

/** For a `describe` about who calls AWS: an emulator and a folder of files for each test. */
export function callerFixture(options: EmulatorOptions) {
    let folder: string;
    let emulator: Emulator;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "credentials-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    return {
        /** Writes a file; returns its path. */
        file: (name: string, content: string): string => {
            const path = join(folder, name);
            writeFileSync(path, content);
            return path;
        },
        /** Calls Cognito; returns the ARN of who called, as the emulator saw it. Throws as a look-up does. */
        callerOf: async (settings: AwsSettings): Promise<string | undefined> => {
            const userPoolId = `${emulator.region}_NoSuchPool`;
            await createSdkImportApi(clientSettings(settings, userPoolId))
                .getCsvHeader(userPoolId)
                .catch((error: Error) => {
                    if (error.name !== "ResourceNotFoundException") {
                        throw explainAwsError(error, { operation: "GetCSVHeader", userPoolId });
                    }
                });
            return emulator.calls.findLast(({ operation }) => operation === "GetCSVHeader")?.callerArn;
        },
        /** A test with nothing of AWS in the environment but what it says. */
        trying:
            (environment: () => Readonly<Record<string, string>>, test: (trial: Trial) => Promise<void>) => async () =>
                await withEmulator(options, async (started) => {
                    emulator = started;
                    await withEnvironment({ ...noAwsEnvironment, ...environment() }, async () => {
                        await test({ emulator, folder, settings: (values) => emulatorSettings(started, values) });
                    });
                }),
    };
}
