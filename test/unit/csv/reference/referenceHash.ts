import type { PasswordHashingAlgorithm } from "../../../../provider/src/types";
import type { ReferenceCode } from "./referenceCodes";

const hex = "(?:[0-9a-fA-F]{2})+";
/** The guide does not say which Base64: any that people write. */
const base64 = "[A-Za-z0-9+/.]+=*";

/** The forms and bounds of AWS's guide: a pattern with a group for each amount, and the most that is taken of each. */
const forms: Readonly<Record<PasswordHashingAlgorithm, { form: RegExp; atMost: readonly number[] }>> = {
    BCRYPT: { form: /^\$2[abxy]\$([0-9]{2})\$[./A-Za-z0-9]{22}[./A-Za-z0-9]{31}$/, atMost: [12] },
    SCRYPT: {
        form: new RegExp(`^([0-9]+)\\$([0-9]+)\\$([0-9]+)\\$${hex}\\$${hex}$`),
        atMost: [65536, 8, 1],
    },
    ARGON2ID: {
        form: new RegExp(`^\\$argon2id\\$v=[0-9]+\\$m=([0-9]+),t=([0-9]+),p=([0-9]+)\\$${base64}\\$${base64}$`),
        atMost: [19456, 2, 1],
    },
    PBKDF2_SHA256: {
        form: new RegExp(`^\\$pbkdf2-sha256\\$([0-9]+)\\$${base64}\\$${base64}$`),
        atMost: [600000],
    },
};

/** How hashes of each algorithm begin. Scrypt's have no beginning of their own: they are told as a whole. */
const beginnings: Readonly<Record<PasswordHashingAlgorithm, RegExp>> = {
    BCRYPT: /^\$2[abxy]?\$/,
    SCRYPT: forms.SCRYPT.form,
    ARGON2ID: /^\$argon2id\$/,
    PBKDF2_SHA256: /^\$pbkdf2-sha256\$/,
};

/** What other programs write, as docs/csv.md lists it, and the algorithm that it is then a hash of. */
const foreign: readonly (readonly [RegExp, PasswordHashingAlgorithm?])[] = [
    // "$2", "$5", "$a" and "$p" in hexadecimal digits.
    [/^(2432|2435|2461|2470)/],
    [/^pbkdf2_sha256\$/, "PBKDF2_SHA256"],
    [/^bcrypt_sha256\$/],
    [/^(bcrypt|argon2|scrypt)[A-Za-z0-9_]*\$/],
    [/^\$argon2[id]\$/],
    [/^\$(7|scrypt)\$/, "SCRYPT"],
    [/^\$pbkdf2-sha256\$i=/, "PBKDF2_SHA256"],
    [/^\$pbkdf2(-sha(?!256\$)[0-9]+)?\$/],
    [/^\$[156]\$/],
    [/^\$[PH]\$/],
    [/^\$S\$/],
    [/^\{(bcrypt|crypt)\}\$2/i, "BCRYPT"],
    [/^\{[A-Z0-9-]+\}/],
    [/^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i],
];

/** What is wrong with a password hash, and why; `undefined`: nothing. */
export function hashFault(
    value: string,
    algorithm: PasswordHashingAlgorithm | undefined,
): { readonly code: ReferenceCode; readonly cause?: string } | undefined {
    if (value === "") {
        return undefined;
    }
    if (algorithm === undefined) {
        return { code: "password-hash-without-algorithm" };
    }
    const { form, atMost } = forms[algorithm];
    const amounts = form.exec(value)?.slice(1).map(Number);
    if (amounts === undefined) {
        const looks = looksLike(value, algorithm);
        return looks === undefined ? { code: "password-hash-form" } : { code: "password-hash-algorithm", cause: looks };
    }
    const exceeded = amounts.map((amount, index) => amount > (atMost[index] ?? 0));
    return exceeded.includes(true) ? { code: "password-hash-bounds", cause: exceeded.join() } : undefined;
}

/** What a hash looks like that is none of the algorithm's form: another algorithm, or another way to write one. */
function looksLike(value: string, algorithm: PasswordHashingAlgorithm): string | undefined {
    const other = Object.entries(beginnings).find(([name, mark]) => name !== algorithm && mark.test(value));
    const [mark, made = algorithm] = foreign.find(([one]) => one.test(value)) ?? [];
    return other?.[0] ?? (made === algorithm ? mark?.source : made);
}
