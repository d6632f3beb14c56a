import type { ListedUser } from "../cognito/userListApi";
import type { CsvPoolRules } from "../csv/types";

/**
 * The kinds of users that an export leaves out unless they are asked for, in the order in which a user is counted:
 * - `federated`: of another identity provider (EXTERNAL_PROVIDER). An import makes a native user without a link to it.
 * - `unconfirmed`: signed up, but has not confirmed it (UNCONFIRMED). An import makes a user who counts as confirmed.
 * - `archived`: ARCHIVED, COMPROMISED, UNKNOWN, or a status that is not known here.
 * - `disabled`: cannot sign in. An import makes an enabled user.
 * - `unverified`: has no attribute verified that the pool verifies. An import takes only users who have one.
 */
export const userKinds = ["federated", "unconfirmed", "archived", "disabled", "unverified"] as const;

/** One of {@link userKinds}. */
export type UserKind = (typeof userKinds)[number];

/** Statuses of users who end as RESET_REQUIRED by the import, whichever of these they have: they have to set a password. */
const ordinaryStatuses: readonly string[] = ["CONFIRMED", "RESET_REQUIRED", "FORCE_CHANGE_PASSWORD"];

/** All kinds that a user is of, in the order of {@link userKinds}. Ordinary users are of none. */
export function kindsOf(user: ListedUser, pool: Pick<CsvPoolRules, "autoVerifiedAttributes">): readonly UserKind[] {
    const { status } = user;
    const isOf: Readonly<Record<UserKind, boolean>> = {
        federated: status === "EXTERNAL_PROVIDER",
        unconfirmed: status === "UNCONFIRMED",
        archived: ![...ordinaryStatuses, "EXTERNAL_PROVIDER", "UNCONFIRMED"].includes(status),
        disabled: !user.enabled,
        unverified: !(pool.autoVerifiedAttributes ?? []).some((name) => isVerified(user, name)),
    };
    return userKinds.filter((kind) => isOf[kind]);
}

/** Whether a user has an e-mail address or phone number that is verified. */
export function isVerified({ attributes }: ListedUser, name: "email" | "phone_number"): boolean {
    return (attributes.get(name) ?? "") !== "" && attributes.get(`${name}_verified`)?.toLowerCase() === "true";
}
