import { passwordHashProblem } from "../csv/values/passwordHash";
import type { PasswordHashingAlgorithm } from "../types";
import { passwordHashColumn } from "../users/standardColumns";
import { accessTo, textOf } from "./access";
import type { ColumnChoices } from "./columnSources";
import { listOf } from "./mapping";
import type { Fields, SourceRecord } from "./sourceRecord";
import type { ReasonSink } from "./tally";

/** Makes a user's password hash; an empty text where there is none, or where it cannot be carried. */
export type HashValue = (value: SourceRecord["value"]) => string;

const newPassword = "These users set a new password";

/**
 * Reads the hashes. One that Cognito would refuse is not written, as its user would not be imported for it: with an empty value
 * the user is, and sets a new password. `lost` counts these by reason.
 *
 * @param header of the CSV; `undefined`: users are objects
 * @param algorithm `undefined`: no hash is carried
 */
export function hashValue(
    { mapping, preset }: ColumnChoices,
    header: readonly string[] | undefined,
    algorithm: PasswordHashingAlgorithm | undefined,
    lost: ReasonSink,
): HashValue {
    const own = preset !== undefined && mapping.passwordHash === undefined ? preset : undefined;
    const names = listOf(mapping.passwordHash?.from ?? passwordHashColumn);
    const reads = names.flatMap((name) => accessTo(name, header) ?? []);
    if (own === undefined && reads.length === 0) {
        return () => "";
    }
    const found = (value: SourceRecord["value"]): string =>
        reads.map((read) => textOf(read(value)).text.trim()).find((text) => text !== "") ?? "";
    if (own?.hashesLost !== undefined || algorithm === undefined) {
        const reason =
            own?.hashesLost ?? "say --password-hashing-algorithm to carry them, if they are of one that Cognito takes";
        const hasHash = own === undefined ? (value: SourceRecord["value"]) => found(value) !== "" : own.hasHash;
        return (value) => {
            if (hasHash(value as Fields)) {
                lost.add(`password hashes: ${reason}`);
            }
            return "";
        };
    }
    const read =
        own === undefined
            ? found
            : (value: SourceRecord["value"]) => own.hashOf(value as Fields, algorithm, lost) ?? "";
    return (value) => {
        const hash = read(value);
        const problem = hash === "" ? undefined : passwordHashProblem(hash, algorithm);
        if (problem === undefined) {
            return hash;
        }
        lost.add(`password hashes: ${(problem.general ?? problem.message).replace(/\.$/u, "")}. ${newPassword}`);
        return "";
    };
}
