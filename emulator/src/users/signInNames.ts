import type { User } from "./user";

/** What a pool says about how its users are addressed. */
export interface SignInRules {
    /** Usernames are e-mail addresses or phone numbers; the stored username is then the sub. */
    readonly usernameAttributes: readonly ("email" | "phone_number")[];
    /** Attributes by which a user can be addressed besides the username. */
    readonly aliasAttributes: readonly ("email" | "phone_number" | "preferred_username")[];
    /** `false`: JANE and jane are the same name. */
    readonly caseSensitive: boolean;
}

/** A name that leads to a user, with its kind: `username`, or the name of an attribute. */
export interface SignInName {
    readonly kind: string;
    readonly name: string;
}

/** The names under which `user` is found. No other user of the pool may have one of them. */
export function signInNames(user: Pick<User, "username" | "attributes">, rules: SignInRules): SignInName[] {
    const names = [{ kind: "username", name: fold(user.username, rules) }];
    const aliases: readonly string[] = rules.aliasAttributes;
    const usernames: readonly string[] = rules.usernameAttributes;
    for (const [kind, value] of Object.entries(user.attributes)) {
        if (value !== "" && (usernames.includes(kind) || (aliases.includes(kind) && isVerified(user, kind)))) {
            names.push({ kind, name: foldAttribute(kind, value, rules) });
        }
    }
    return names;
}

/** Everything that a name given by a caller can mean in this pool. */
export function possibleNames(name: string, rules: SignInRules): SignInName[] {
    const kinds = [...rules.usernameAttributes, ...rules.aliasAttributes];
    return [
        { kind: "username", name: fold(name, rules) },
        ...kinds.map((kind) => ({ kind, name: foldAttribute(kind, name, rules) })),
    ];
}

/** Whether a text has the form of an e-mail address. */
export function isEmail(value: string): boolean {
    return /^[^\s@]+@[^\s@]+$/u.test(value);
}

/** Whether a text has the form of a phone number: a plus sign and digits. */
export function isPhoneNumber(value: string): boolean {
    return /^\+[0-9]{1,15}$/.test(value);
}

/** Which of `kinds` a text has the form of; `undefined`: of none. */
export function addressKind(text: string, kinds: readonly string[]): "email" | "phone_number" | undefined {
    if (kinds.includes("email") && isEmail(text)) {
        return "email";
    }
    return kinds.includes("phone_number") && isPhoneNumber(text) ? "phone_number" : undefined;
}

function foldAttribute(kind: string, value: string, rules: SignInRules): string {
    return kind === "phone_number" ? value : fold(value, rules);
}

function fold(text: string, rules: SignInRules): string {
    return rules.caseSensitive ? text : text.toLowerCase();
}

/** An e-mail address or phone number is an alias only once it is verified; a preferred username always is. */
function isVerified(user: Pick<User, "attributes">, name: string): boolean {
    return name === "preferred_username" || user.attributes[`${name}_verified`] === "true";
}
