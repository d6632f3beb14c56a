import type { PasswordHashingAlgorithm } from "../../types";
import type { CsvProblemCode } from "../problems/csvProblemCodes";

/** Why Cognito would fail a row for its password hash. */
export interface PasswordHashProblem {
    readonly code: Extract<CsvProblemCode, `password-hash-${string}`>;
    /** Never holds a character of the hash but the numbers of its cost. */
    readonly message: string;
    /** What is said of several rows in place of the message, which has numbers of the one hash; `undefined`: the message. */
    readonly general?: string;
}

/** A number within a hash, and the most that Cognito takes. */
interface Bound {
    readonly name: string;
    readonly most: number;
}

/** What hashes of one algorithm look like. */
interface HashForm {
    /** Its groups are the numbers that `bounds` are of. */
    readonly pattern: RegExp;
    readonly bounds: readonly Bound[];
    /** The form as AWS's guide writes it. */
    readonly written: string;
}

/**
 * Assumed: hexadecimal digits may be of either case, and Base64 may be the standard one, with padding or without, or the one of
 * passlib, which has a dot for the plus sign. The guide shows the forms without saying so.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool.html
 */
const forms: Readonly<Record<PasswordHashingAlgorithm, HashForm>> = {
    BCRYPT: {
        pattern: /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/u,
        bounds: [{ name: "cost", most: 12 }],
        written: "$2b$cost$ and 53 characters",
    },
    SCRYPT: {
        pattern: /^(\d+)\$(\d+)\$(\d+)\$(?:[0-9a-fA-F]{2})+\$(?:[0-9a-fA-F]{2})+$/u,
        bounds: [
            { name: "N", most: 65_536 },
            { name: "r", most: 8 },
            { name: "p", most: 1 },
        ],
        written: "N$r$p$salt$hash with hexadecimal salt and hash",
    },
    ARGON2ID: {
        pattern: /^\$argon2id\$v=\d+\$m=(\d+),t=(\d+),p=(\d+)\$[A-Za-z0-9+/.]+=*\$[A-Za-z0-9+/.]+=*$/u,
        bounds: [
            { name: "m", most: 19_456 },
            { name: "t", most: 2 },
            { name: "p", most: 1 },
        ],
        written: "$argon2id$v=N$m=M\\,t=T\\,p=P$salt$hash",
    },
    PBKDF2_SHA256: {
        pattern: /^\$pbkdf2-sha256\$(\d+)\$[A-Za-z0-9+/.]+=*\$[A-Za-z0-9+/.]+=*$/u,
        bounds: [{ name: "number of iterations", most: 600_000 }],
        written: "$pbkdf2-sha256$iterations$salt$hash",
    },
};

/** What hashes begin with, or look like, that one of Cognito's algorithms made. */
const algorithmMarks: readonly (readonly [RegExp, PasswordHashingAlgorithm])[] = [
    [/^\$2[abxy]?\$/u, "BCRYPT"],
    [forms.SCRYPT.pattern, "SCRYPT"],
    [/^\$argon2id\$/u, "ARGON2ID"],
    [/^\$pbkdf2-sha256\$/u, "PBKDF2_SHA256"],
];

/** A hash that is written in another way than Cognito takes. */
interface ForeignHash {
    readonly mark: RegExp;
    /** What it looks like. */
    readonly looks: string;
    /** The algorithm that has made it; `undefined`: none that Cognito takes. */
    readonly algorithm?: PasswordHashingAlgorithm;
    /** What helps; `undefined`: an empty value. */
    readonly advice?: string;
}

const foreignHashes: readonly ForeignHash[] = [
    {
        mark: /^243[25]|^24(?:61|70)/u,
        looks: "a hash encoded in hexadecimal digits",
        advice: "Decode it",
    },
    {
        mark: /^pbkdf2_sha256\$/u,
        looks: "Django's format of PBKDF2 with SHA-256",
        algorithm: "PBKDF2_SHA256",
        advice: `Write ${forms.PBKDF2_SHA256.written}`,
    },
    // Without the name in front of it, this would pass for a bcrypt hash of the password, which it is not.
    { mark: /^bcrypt_sha256\$/u, looks: "Django's bcrypt of a SHA-256 digest" },
    {
        mark: /^(?:bcrypt|argon2|scrypt)\w*\$/u,
        looks: "a Django password hash",
        advice: "Remove the name in front of it, and test whether Cognito accepts the rest",
    },
    { mark: /^\$[PH]\$/u, looks: "phpass (WordPress, phpBB)" },
    { mark: /^\$S\$/u, looks: "Drupal's SHA-512" },
    { mark: /^\$[156]\$/u, looks: "a crypt hash (MD5, SHA-256 or SHA-512)" },
    { mark: /^\$argon2[id]\$/u, looks: "Argon2i or Argon2d" },
    {
        mark: /^\$pbkdf2-sha256\$i=/u,
        looks: "another format of PBKDF2 with SHA-256",
        algorithm: "PBKDF2_SHA256",
        advice: `Write ${forms.PBKDF2_SHA256.written}`,
    },
    { mark: /^\$pbkdf2(?:-sha(?!256\$)\d+)?\$/u, looks: "PBKDF2 with a digest other than SHA-256" },
    {
        mark: /^\$(?:7|scrypt)\$/u,
        looks: "another format of scrypt",
        algorithm: "SCRYPT",
        advice: `Write ${forms.SCRYPT.written}`,
    },
    {
        mark: /^\{(?:bcrypt|crypt)\}\$2/iu,
        looks: "a bcrypt hash after a name in braces (LDAP, Spring Security)",
        algorithm: "BCRYPT",
        advice: "Remove the braces and the name in them",
    },
    { mark: /^\{[A-Z0-9-]+\}/u, looks: "a password hash from an LDAP directory" },
    {
        mark: /^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128})$/u,
        looks: "a plain digest (MD5, SHA-1, SHA-2)",
    },
];

/**
 * What is wrong with the password hash of a user, who would not be imported.
 *
 * @param hash not empty, with its commas unescaped
 * @returns `undefined` for one that the algorithm's form and bounds allow
 */
export function passwordHashProblem(
    hash: string,
    algorithm: PasswordHashingAlgorithm,
): PasswordHashProblem | undefined {
    const { pattern, bounds, written } = forms[algorithm];
    const match = pattern.exec(hash);
    if (match !== null) {
        const exceeded = bounds
            .map(({ name, most }, index) => ({ name, most, number: Number(match[index + 1]) }))
            .filter(({ number, most }) => number > most);
        const costs = "The hash exceeds Cognito's limits:";
        return exceeded.length === 0
            ? undefined
            : {
                  code: "password-hash-bounds",
                  message: `${costs} ${exceeded.map(({ name, most, number }) => `${name} ${number} is above ${most}`).join(", ")}.`,
                  general: `${costs} ${exceeded.map(({ name, most }) => `${name} is above ${most}`).join(", ")}.`,
              };
    }
    return (
        problemOfOther(hash, algorithm) ?? {
            code: "password-hash-form",
            message: `This is not a hash of ${algorithm}. Its form is ${written}. Correct it, or leave it empty.`,
        }
    );
}

function problemOfOther(hash: string, algorithm: PasswordHashingAlgorithm): PasswordHashProblem | undefined {
    const code = "password-hash-algorithm";
    const other = algorithmMarks.find(([mark, marked]) => marked !== algorithm && mark.test(hash));
    const foreign = foreignHashes.find(({ mark }) => mark.test(hash));
    const made = other?.[1] ?? foreign?.algorithm ?? algorithm;
    if (made !== algorithm) {
        const message = `This looks like a hash of ${made}, but the job's algorithm is ${algorithm}. One job imports hashes of one algorithm.`;
        return { code, message };
    }
    if (foreign === undefined) {
        return undefined;
    }
    const { looks, advice } = foreign;
    return {
        code,
        message: `This looks like ${looks}. ${advice ?? "Cognito does not accept it. Leave it empty"}.`,
    };
}

/** Whether a row has commas in an Argon2id hash that nothing escapes, so that they cut the hash into values. */
export function hasBareArgon2Commas(row: string): boolean {
    return /\$argon2id\$[^$,\\]*\$m=\d+,t=/u.test(row);
}
