import type { ColumnKind } from "./columnPlan";
import { isEmail, isPhoneNumber, readBoolean } from "./formRules";
import type { RowNames } from "./nameRules";

/**
 * What the user of a row is known by.
 *
 * @param indexes where the columns of each kind are
 * @param written the values as the dialect writes them, trimmed
 * @param values the same, unescaped
 * @returns `undefined` where there is no username to speak of
 */
export function namesOf(
    indexes: ReadonlyMap<ColumnKind, number>,
    written: readonly string[],
    values: readonly string[],
): RowNames | undefined {
    const at = (kind: ColumnKind): number => indexes.get(kind) ?? -1;
    const username = written[at("username")] ?? "";
    const isVerified = (kind: ColumnKind): boolean => readBoolean(values[at(kind)] ?? "") === true;
    const hasEmail = isVerified("emailVerified") && isEmail(values[at("email")] ?? "");
    const hasPhone = isVerified("phoneVerified") && isPhoneNumber(values[at("phone")] ?? "");
    return username === ""
        ? undefined
        : {
              username,
              email: hasEmail ? written[at("email")] : undefined,
              phone: hasPhone ? written[at("phone")] : undefined,
          };
}
