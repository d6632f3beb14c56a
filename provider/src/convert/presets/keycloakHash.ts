import type { PasswordHashingAlgorithm } from "../../types";
import type { Fields } from "../sourceRecord";
import type { ReasonSink } from "../tally";
import { asFields, asList } from "./preset";

/** A hash in Cognito's form, and the algorithm that has made it. */
interface WrittenHash {
    readonly algorithm: PasswordHashingAlgorithm;
    readonly hash: string;
}

/** More of a PBKDF2 hash than this many bytes says nothing more: see `pbkdf2`. */
const pbkdf2Bytes = 32;

const argon2Versions: Readonly<Record<string, string>> = { "1.3": "19", "1.0": "16" };

/**
 * The password hash among a Keycloak user's credentials, as Cognito writes it.
 *
 * @param lost is told where there is one that cannot be carried
 * @returns `undefined`: none can be
 * @see https://www.keycloak.org/docs/latest/server_admin/#_password-policies
 */
export function keycloakHash(
    credentials: unknown,
    algorithm: PasswordHashingAlgorithm,
    lost: ReasonSink,
): string | undefined {
    const password = asList(credentials)
        .map(asFields)
        .find(({ type }) => type === "password");
    if (password === undefined) {
        return undefined;
    }
    const found = written(password);
    if (typeof found === "string") {
        lost.add(`password hashes: ${found}. These users set a new password`);
        return undefined;
    }
    if (found.algorithm !== algorithm) {
        lost.add(
            `password hashes: made with ${found.algorithm}, and one job imports those of one algorithm. These users set a new password`,
        );
        return undefined;
    }
    return found.hash;
}

/** @returns a text: why it cannot be written */
function written(password: Fields): WrittenHash | string {
    // Before version 8, the values stood in the credential itself.
    const secret = parsed(password.secretData) ?? { value: password.hashedSaltedValue, salt: password.salt };
    const data = parsed(password.credentialData) ?? password;
    const { value, salt } = secret;
    const name = String(data.algorithm ?? "pbkdf2").toLowerCase();
    if (typeof value !== "string" || value === "") {
        return "the credential has no hash";
    }
    if (name === "pbkdf2-sha256") {
        return pbkdf2(value, salt, data.hashIterations);
    }
    if (name === "argon2" || name === "argon2id") {
        return argon2(value, salt, data);
    }
    if (name === "bcrypt") {
        return { algorithm: "BCRYPT", hash: value };
    }
    return /^pbkdf2(-sha1|-sha512)?$/u.test(name)
        ? `${name} is not among Cognito's algorithms`
        : "they are not of an algorithm of Cognito's";
}

/**
 * Keycloak derives up to 64 bytes. PBKDF2 makes each 32 bytes of SHA-256 by itself, so that the first 32 are exactly the hash of
 * that length, which is the one that the form is known with.
 */
function pbkdf2(value: string, salt: unknown, iterations: unknown): WrittenHash | string {
    const hash = fromBase64(value);
    const saltBytes = typeof salt === "string" ? fromBase64(salt) : undefined;
    if (hash === undefined || hash.length < pbkdf2Bytes || saltBytes === undefined || !isCount(iterations)) {
        return "pbkdf2-sha256 without salt, iterations or 32 bytes of hash";
    }
    const parts = [String(iterations), toBase64(saltBytes), toBase64(hash.subarray(0, pbkdf2Bytes))];
    return { algorithm: "PBKDF2_SHA256", hash: `$pbkdf2-sha256$${parts.join("$")}` };
}

function argon2(value: string, salt: unknown, data: Fields): WrittenHash | string {
    const parameters = asFields(data.additionalParameters);
    const one = (name: string): string => String(asList(parameters[name])[0] ?? parameters[name] ?? "");
    const version = argon2Versions[one("version")];
    const hash = fromBase64(value);
    const saltBytes = typeof salt === "string" ? fromBase64(salt) : undefined;
    if (one("type") !== "id") {
        return `argon2${one("type") === "i" || one("type") === "d" ? one("type") : ""} is not among Cognito's algorithms, only argon2id`;
    }
    const [memory, iterations, parallelism] = [one("memory"), data.hashIterations, one("parallelism")];
    if (
        version === undefined ||
        hash === undefined ||
        saltBytes === undefined ||
        ![memory, iterations, parallelism].every(isCount)
    ) {
        return "argon2 without salt, version, memory, iterations or parallelism";
    }
    const costs = `m=${memory},t=${String(iterations)},p=${parallelism}`;
    return { algorithm: "ARGON2ID", hash: `$argon2id$v=${version}$${costs}$${toBase64(saltBytes)}$${toBase64(hash)}` };
}

function isCount(value: unknown): boolean {
    return /^[1-9]\d{0,9}$/u.test(String(value));
}

/** Only what is Base64 throughout: a byte less would be another hash. */
function fromBase64(text: string): Buffer | undefined {
    return /^[A-Za-z0-9+/]+={0,2}$/u.test(text) ? Buffer.from(text, "base64") : undefined;
}

/** Without padding, as these forms are written everywhere. */
function toBase64(bytes: Buffer): string {
    return bytes.toString("base64").replace(/=+$/u, "");
}

/** Keycloak keeps both parts of a credential as JSON in a text. */
function parsed(value: unknown): Fields | undefined {
    if (typeof value !== "string") {
        return undefined;
    }
    try {
        return asFields(JSON.parse(value));
    } catch {
        return undefined;
    }
}
