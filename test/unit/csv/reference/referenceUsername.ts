import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import { hasForm } from "./referenceAddress";
import type { ReferenceCode } from "./referenceCodes";
import type { Say } from "./referenceReport";

const column = "cognito:username";

/** Checks a username that is not empty, but for its length. */
export function checkUsername(value: string, line: number, pool: CsvPoolRules, say: Say): void {
    const alias = pool.aliasAttributes?.find((form) => hasForm(form, value));
    if (alias !== undefined) {
        say("username-alias-form", line, column, alias);
        return;
    }
    const fault = characterFault(value);
    if (fault !== undefined) {
        say(fault, line, column);
    }
    const forms = pool.usernameAttributes ?? [];
    if (forms.length === 0) {
        if (/^(google|facebook|signinwithapple|loginwithamazon)_[^@]+$/is.test(value)) {
            say("username-federated", line, column);
        }
    } else if (!forms.some((form) => hasForm(form, value))) {
        const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
        say(isUuid ? "username-uuid" : "username-form", line, column);
    }
}

/** The worst of the characters that no username has: the API reference wants letters, marks, symbols, numbers, punctuation. */
function characterFault(value: string): ReferenceCode | undefined {
    if (/[\t\p{Z}]/u.test(value)) {
        return "username-space";
    }
    if (/\p{Cc}/u.test(value)) {
        return "username-control-character";
    }
    return /\p{Cf}/u.test(value) ? "username-invisible-character" : undefined;
}

/** The usernames and aliases of the rows before. */
export class Known {
    private readonly usernames: string[] = [];
    private readonly aliases: string[] = [];

    /** Says where an earlier row has the username, or else one of the row's aliases. */
    take(get: (name: string) => string, line: number, pool: CsvPoolRules, say: Say): void {
        const username = get(column);
        if (username === "") {
            return;
        }
        const isSame = this.usernames.some(
            (other) =>
                other === username || (pool.caseSensitiveUsernames === false && lower(other) === lower(username)),
        );
        const isAlike = this.usernames.some((other) => lower(other) === lower(username));
        this.usernames.push(username);
        if (isSame) {
            say("username-repeated", line, column);
            return;
        }
        if (isAlike && pool.caseSensitiveUsernames === undefined) {
            say("username-maybe-repeated", line, column);
            return;
        }
        // A row that is skipped, or may be, gives nobody an alias.
        this.takeAliases(get, line, pool, say);
    }

    private takeAliases(get: (name: string) => string, line: number, pool: CsvPoolRules, say: Say): void {
        for (const alias of pool.aliasAttributes ?? []) {
            const value = lower(get(alias));
            if (!hasForm(alias, value) || get(`${alias}_verified`).toUpperCase() !== "TRUE") {
                continue;
            }
            if (this.aliases.includes(`${alias} ${value}`)) {
                say("alias-repeated", line, alias, alias);
            }
            this.aliases.push(`${alias} ${value}`);
        }
    }
}

function lower(text: string): string {
    return text.toLowerCase();
}
