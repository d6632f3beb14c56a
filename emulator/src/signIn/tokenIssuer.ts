import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from "node:crypto";
import type { UserPool } from "../pools/userPool";
import type { Group } from "../users/groupStore";
import type { User } from "../users/user";

const validSeconds = 3600;
let signingKey: KeyObject | undefined;

/** AuthenticationResultType: JSON web tokens with AWS's claims. Their key lives as long as the process and is not published. */
export function issueTokens(pool: UserPool, clientId: string, user: User, nowMs: number): object {
    const issuedAt = Math.floor(nowMs / 1000);
    const [region = ""] = pool.id.split("_");
    const groups = [...pool.groups.ofUser(user.sub)].map(({ group }) => group).sort(byPrecedence);
    const claims = {
        ...(groups.length > 0 && { "cognito:groups": groups.map(({ name }) => name) }),
        sub: user.sub,
        iss: `https://cognito-idp.${region}.amazonaws.com/${pool.id}`,
        auth_time: issuedAt,
        iat: issuedAt,
        exp: issuedAt + validSeconds,
        jti: randomUUID(),
    };
    const access = { ...claims, token_use: "access", client_id: clientId, username: user.username };
    const attributes = Object.fromEntries(
        Object.entries(user.attributes).map(([name, value]) => [name, claimOf(name, value)]),
    );
    const roles = rolesOf(groups);
    const identity = {
        ...attributes,
        ...claims,
        ...roles,
        token_use: "id",
        aud: clientId,
        "cognito:username": user.username,
    };
    return {
        AccessToken: signToken(access),
        IdToken: signToken(identity),
        RefreshToken: randomBytes(128).toString("base64url"),
        ExpiresIn: validSeconds,
        TokenType: "Bearer",
    };
}

/** Highest precedence first; Assumed: groups of the same one in the order of their creation. */
function byPrecedence(one: Group, other: Group): number {
    const [first, second] = [one.precedence ?? Number.POSITIVE_INFINITY, other.precedence ?? Number.POSITIVE_INFINITY];
    return first === second ? 0 : first - second;
}

/**
 * The claims of groups with roles. Where two groups share the highest precedence with different roles, neither is preferred.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
function rolesOf(groups: readonly Group[]): object {
    const withRoles = groups.filter(({ roleArn }) => roleArn !== undefined);
    const [first] = withRoles;
    if (first === undefined) {
        return {};
    }
    const highest = new Set(
        withRoles.filter(({ precedence }) => precedence === first.precedence).map(({ roleArn }) => roleArn),
    );
    return {
        "cognito:roles": withRoles.map(({ roleArn }) => roleArn),
        ...(highest.size === 1 && { "cognito:preferred_role": first.roleArn }),
    };
}

function claimOf(name: string, value: string): string | boolean {
    return name.endsWith("_verified") ? value === "true" : value;
}

function signToken(claims: object): string {
    signingKey ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const parts = [{ kid: "emulator", alg: "RS256" }, claims].map((part) =>
        Buffer.from(JSON.stringify(part)).toString("base64url"),
    );
    const content = parts.join(".");
    return `${content}.${sign("sha256", Buffer.from(content), signingKey).toString("base64url")}`;
}
