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

/** What other programs write, as docs/csv.md lists it. */
const foreign: readonly RegExp[] = [
    /^(\$argon2i|\$argon2d|\$7|\$scrypt)\$/,
    /^\$pbkdf2(-sha[0-9]+)?\$/,
    /^(pbkdf2_sha256|(bcrypt|argon2|scrypt)[A-Za-z0-9_]*)\$/,
    /^\$[156PHS]\$/,
    /^\{[A-Z0-9-]+\}/,
    /^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i,
    // "$2", "$5", "$a" and "$p" in hexadecimal digits.
    /^(2432|2435|2461|2470)/,
];

/** What is wrong with a password hash; `undefined`: nothing. */
export function hashFault(value: string, algorithm: PasswordHashingAlgorithm | undefined): ReferenceCode | undefined {
    if (value === "") {
        return undefined;
    }
    if (algorithm === undefined) {
        return "password-hash-without-algorithm";
    }
    const { form, atMost } = forms[algorithm];
    const amounts = form.exec(value)?.slice(1).map(Number);
    if (amounts === undefined) {
        const others = Object.entries(beginnings).filter(([other]) => other !== algorithm);
        const isForeign = [...others.map(([, beginning]) => beginning), ...foreign].some((mark) => mark.test(value));
        return isForeign ? "password-hash-algorithm" : "password-hash-form";
    }
    return amounts.some((amount, index) => amount > (atMost[index] ?? 0)) ? "password-hash-bounds" : undefined;
}
