import { capitalWords, ordinaryWords, smallWords } from "./ordinaryWords";

/** Ids, actions and names of AWS that are not ordinary words. */
const forms: readonly RegExp[] = [
    // A region, and the id of a user pool or an import job.
    /^(?:us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|us-iso[a-z]?|eusc-de)-(?:central|(?:north|south)?(?:east|west)?)-\d(?:_[0-9A-Za-z]{1,55})?$/,
    /^import-[0-9A-Za-z-]{1,48}$/,
    /^(?:cognito-idp|cognito-identity|iam|sts|sso|logs|s3|kms|lambda|ses|sns):(?:[A-Z][A-Za-z]{1,60}|\*)$/,
    // An attribute of the pool's own, which our messages name too.
    /^(?:dev:)?custom:[\w-]{1,20}$/,
    /^\d{8}T\d{6}Z$|^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?$/,
    /^E(?:ACCES|ADDRNOTAVAIL|AI_AGAIN|CONN(?:ABORTED|REFUSED|RESET)|HOSTUNREACH|NETUNREACH|NOENT|NOTFOUND|PERM|PIPE|PROTO|TIMEDOUT)$|^ERR_[A-Z_]{3,60}$/,
    /^@(?:aws-sdk|smithy)\/[a-z\d-]{1,60}$|^(?:a-z|A-Z|0-9)$/,
    /^(?:E\.164|EC2|HTTPS?\/[\d.]{1,3}|RS256|S3|SHA-?256|SigV4A?|TLS ?v?1\.\d|UTF-?(?:8|16)|X\.509|bcrypt|scrypt|argon2id|pbkdf2|[KMG]i?B|MD5)$/i,
    /^(?:isn|aren|wasn|weren|doesn|don|didn|hasn|haven|hadn|can|couldn|shouldn|wouldn|mustn|won)['’]t$|^(?:you|they|we)['’](?:re|ve)$/i,
];

/**
 * Whether a word cannot be personal data: it is an ordinary word, an id of AWS, or a name made of ordinary words, such
 * as `phone_number_verified`, `CloudWatchLogsRoleArn` or `cognito-idp.amazonaws.com`.
 *
 * @param startsSentence whether any word may have a capital here
 */
export function isShownWord(word: string, startsSentence: boolean): boolean {
    if (forms.some((form) => form.test(word)) || smallWords.has(word)) {
        return true;
    }
    const plain = word.replace(/\(s$|['’]s?$/, "");
    if (!/^[A-Za-z]+(?:[._:/-][A-Za-z]+)*$/.test(plain)) {
        return false;
    }
    const parts = partsOf(plain);
    return parts.every(isOrdinary) && (parts.length > 1 || hasShownCase(plain, startsSentence));
}

function hasShownCase(word: string, startsSentence: boolean): boolean {
    const isCapital = /^[A-Z][a-z]+$/.test(word);
    return !isCapital || startsSentence || capitalWords.has(word.toLowerCase());
}

function isOrdinary(word: string): boolean {
    return ordinaryWords.has(word);
}

/** The words of a name, in small letters: `GetCSVHeader` is get, csv, header. */
function partsOf(name: string): string[] {
    return name
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
        .split(/[ ._:/-]/)
        .map((part) => part.toLowerCase());
}
