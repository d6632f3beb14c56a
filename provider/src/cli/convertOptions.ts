import type { PresetName } from "../convert/presets/presets";
import type { PasswordHashingAlgorithm } from "../types";

/** What `convert` was asked to do. */
export interface ConvertOptions {
    /** A path, or - for standard input. */
    readonly file: string;
    /** The CSV for Cognito. */
    readonly out: string;
    /** Whether files that are there already may be replaced. */
    readonly force: boolean;
    readonly preset: PresetName | undefined;
    readonly mappingFile: string | undefined;
    /** What counts as verified for everybody. */
    readonly verified: readonly ("email" | "phone_number")[];
    readonly passwordHashingAlgorithm: PasswordHashingAlgorithm | undefined;
    /** File with what DescribeUserPool answered; this or `userPoolId` is there. */
    readonly userPoolFile: string | undefined;
    readonly userPoolId: string | undefined;
    /** Of a CSV; `undefined`: found by its header. */
    readonly separator: string | undefined;
    /** `undefined`: by the byte order mark, else UTF-8. */
    readonly encoding: string | undefined;
    readonly rejectedFile: string | undefined;
    readonly groupsFile: string | undefined;
    /** Rows that are left out are no reason for exit code 1. */
    readonly allowRejected: boolean;
}
