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

/** The keys under which `user` is found and which no other user of the pool may have. */
export function signInKeys(user: Pick<User, "username" | "attributes">, rules: SignInRules): string[] {
    const keys = [usernameKey(user.username, rules)];
    const aliases: readonly string[] = rules.aliasAttributes;
    const usernames: readonly string[] = rules.usernameAttributes;
    for (const [name, value] of user.attributes) {
        if (value !== "" && (usernames.includes(name) || (aliases.includes(name) && isVerified(user, name)))) {
            keys.push(attributeKey(name, value, rules));
        }
    }
    return keys;
}

/** Every key that a name given by a caller can mean in this pool. */
export function lookupKeys(name: string, rules: SignInRules): string[] {
    const attributes = [...rules.usernameAttributes, ...rules.aliasAttributes];
    return [usernameKey(name, rules), ...attributes.map((attribute) => attributeKey(attribute, name, rules))];
}

function usernameKey(username: string, rules: SignInRules): string {
    return `u:${fold(username, rules)}`;
}

function attributeKey(name: string, value: string, rules: SignInRules): string {
    return `${name}:${name === "phone_number" ? value : fold(value, rules)}`;
}

function fold(text: string, rules: SignInRules): string {
    return rules.caseSensitive ? text : text.toLowerCase();
}

/** An e-mail address or phone number is an alias only once it is verified; a preferred username always is. */
function isVerified(user: Pick<User, "attributes">, name: string): boolean {
    return (
        name === "preferred_username" ||
        user.attributes.some(([other, value]) => other === `${name}_verified` && value === "true")
    );
}
