import type { CsvProblemCode } from "../problems/csvProblemCodes";
import type { CsvPoolRules } from "../types";
import { readBoolean } from "../values/formRules";
import { checkUsersAddress } from "../values/usernameRules";
import type { ColumnKind, ColumnPlan } from "./columnPlan";

/** Takes one problem of the row; `column` names its column, `general` is said of several rows, where the message fits one only. */
export type ReportRow = (code: CsvProblemCode, column: string | undefined, message: string, general?: string) => void;

/** Checks the rules that need several values of a row, and those for empty values. */
export class RowRules {
    private readonly indexes: ReadonlyMap<ColumnKind, number>;

    /** @param mayLackColumns the user lets pass that columns are missing, so that rows are judged without them */
    constructor(
        private readonly plans: readonly ColumnPlan[],
        private readonly pool: CsvPoolRules,
        private readonly mayLackColumns: boolean,
    ) {
        this.indexes = new Map(plans.map(({ kind }, index) => [kind, index]));
    }

    /** Checks the values of one row, trimmed and unescaped. */
    check(values: readonly string[], report: ReportRow): void {
        this.checkMfa(values, report);
        this.checkVerified(values, report);
        const missing = new Set([
            ...this.checkContact("emailVerified", "email", values, report),
            ...this.checkContact("phoneVerified", "phone", values, report),
        ]);
        this.checkFactor(values, missing, report);
        this.checkAddress(values, report);
        this.plans.forEach((plan, index) => {
            if (values[index] === "" && !missing.has(plan.kind)) {
                checkEmpty(plan, report);
            }
        });
    }

    /** An empty value means what the pool asks for. Assumed: where MFA is optional, it means none. */
    private checkMfa(values: readonly string[], report: ReportRow): void {
        const isEnabled = readBoolean(this.valueOf("mfa", values) ?? "");
        if (isEnabled === false && this.pool.mfaConfiguration === "ON") {
            report(
                "mfa-required",
                "cognito:mfa_enabled",
                "The pool requires multi-factor authentication. Write TRUE, or leave the value empty.",
            );
        } else if (isEnabled === true && this.pool.mfaConfiguration === "OFF") {
            report(
                "mfa-off",
                "cognito:mfa_enabled",
                "The pool has multi-factor authentication turned off. Write FALSE, or leave the value empty.",
            );
        }
    }

    /**
     * An empty value counts as false. So does a missing column if the user ignores that problem. Without a pool's rules one of
     * the two must be true, because every pool verifies at least one of them.
     */
    private checkVerified(values: readonly string[], report: ReportRow): void {
        const attributes = this.pool.autoVerifiedAttributes ?? ["email", "phone_number"];
        const isAbsentFalse = this.mayLackColumns && this.pool.autoVerifiedAttributes !== undefined;
        const flags = attributes.map((attribute) => {
            const value = this.valueOf(attribute === "email" ? "emailVerified" : "phoneVerified", values);
            return value === "" || (value === undefined && isAbsentFalse) ? false : readBoolean(value ?? "");
        });
        // A flag that cannot be read has a problem of its own; a pool that verifies nothing is one of the file.
        if (flags.length === 0 || flags.some((flag) => flag !== false)) {
            return;
        }
        const columns = attributes.map((attribute) => `${attribute}_verified`);
        const whose = this.pool.autoVerifiedAttributes === undefined ? "Every pool" : "This pool";
        report(
            "not-verified",
            columns.length === 1 ? columns[0] : undefined,
            `${columns.join(" or ")} must be TRUE. ${whose} imports only users with a verified attribute. Write TRUE, and the address or number.`,
        );
    }

    private checkContact(
        verified: ColumnKind,
        contact: "email" | "phone",
        values: readonly string[],
        report: ReportRow,
    ): readonly ColumnKind[] {
        const isVerified = readBoolean(this.valueOf(verified, values) ?? "");
        if (isVerified !== true || this.valueOf(contact, values) !== "") {
            return [];
        }
        if (contact === "email") {
            report("email-missing", "email", "email_verified is true, but email is empty. Write the address.");
        } else {
            report(
                "phone-number-missing",
                "phone_number",
                "phone_number_verified is true, but phone_number is empty. Write the number.",
            );
        }
        return [contact];
    }

    /** @param missing what is said to be empty already, which has this as its consequence */
    private checkFactor(values: readonly string[], missing: ReadonlySet<ColumnKind>, report: ReportRow): void {
        const contacts = this.pool.mfaContacts ?? [];
        const kinds = contacts.map((contact) => (contact === "email" ? "email" : "phone"));
        const isSaid = (kind: ColumnKind): boolean =>
            missing.has(kind) || this.plans[this.indexes.get(kind) ?? -1]?.isRequired === true;
        if (kinds.length === 0 || kinds.some((kind) => this.valueOf(kind, values) !== "" || isSaid(kind))) {
            return;
        }
        const ways = contacts.map((contact) => (contact === "email" ? "e-mail" : "text message"));
        report(
            "mfa-no-factor",
            contacts.length === 1 ? contacts[0] : undefined,
            `The pool requires multi-factor authentication by ${ways.join(" or ")}, but ${contacts.join(" and ")} ${contacts.length === 1 ? "is" : "are"} empty. The user cannot sign in until there is a value. Write one.`,
        );
    }

    private checkAddress(values: readonly string[], report: ReportRow): void {
        const at = (kind: ColumnKind): string | undefined => this.valueOf(kind, values);
        const row = { username: at("username"), email: at("email"), phone: at("phone") };
        checkUsersAddress(row, this.pool, (column, message) => {
            report("username-other-address", column, message);
        });
    }

    /** `undefined`: there is no such column. */
    private valueOf(kind: ColumnKind, values: readonly string[]): string | undefined {
        const index = this.indexes.get(kind);
        return index === undefined ? undefined : values[index];
    }
}

function checkEmpty(plan: ColumnPlan, report: ReportRow): void {
    if (plan.kind === "username") {
        report("username-missing", plan.name, "The username is empty. Every user needs a username.");
    } else if (plan.isRequired) {
        report(
            "attribute-missing",
            plan.name,
            "The value is empty, but the pool requires this attribute. Write a value.",
        );
    }
}
