import { type RoleSession, uniqueId, userIdOf } from "../callers/caller";
import { packedSize } from "../callers/sessionPolicy";
import { type SessionTags, sessionTags } from "../callers/sessionTags";
import { readWebIdentity } from "../callers/webIdentity";
import { EmulatorError } from "../errors";
import {
    type AssumeRoleRequest,
    type AssumeRoleWithWebIdentityRequest,
    assumeRoleRequest,
    assumeRoleWithWebIdentityRequest,
} from "../model/assumeRoleRequest";
import { structure } from "../model/shape";
import type { StsOperation } from "../operations";
import type { AssumedRole } from "../records";
import type { Services } from "../services";
import { type Target, target } from "./target";

const violationCode = "ValidationError";
const defaultSeconds = 3600;
/** The longest session of a role that another role assumes. */
const mostChainedSeconds = 3600;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const GetCallerIdentity = target(structure({}), (_services, _request, { caller }) =>
    caller === undefined ? {} : { UserId: userIdOf(caller), Account: caller.accountId, Arn: caller.arn },
);

/**
 * Everybody may assume every role: there are no trust policies, and no role has a shorter maximum than 12 hours.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const AssumeRole = target(
    assumeRoleRequest,
    (services, request, { caller }) => {
        const from = caller?.session;
        if (from !== undefined && (request.DurationSeconds ?? 0) > mostChainedSeconds) {
            const limit = "the 1 hour session limit for roles assumed by role chaining";
            throw new EmulatorError(violationCode, `The requested DurationSeconds exceeds ${limit}`);
        }
        const { SourceIdentity, Tags = [], TransitiveTagKeys = [] } = request;
        if (
            from?.sourceIdentity !== undefined &&
            SourceIdentity !== undefined &&
            SourceIdentity !== from.sourceIdentity
        ) {
            // Assumed: the code and the text. That it cannot be changed, AWS says.
            throw new EmulatorError("AccessDenied", "The source identity of a session cannot be changed.", 403);
        }
        const tags = sessionTags(Tags, TransitiveTagKeys, from);
        const sourceIdentity = SourceIdentity ?? from?.sourceIdentity;
        const asked = { callerArn: caller?.arn, externalId: request.ExternalId, webIdentity: undefined };
        return assume(services, request, { ...asked, operation: "AssumeRole" }, tags, sourceIdentity);
    },
    { violationCode },
);

/**
 * Anybody's token is taken: there are no identity providers, and no signature is verified.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
const AssumeRoleWithWebIdentity = target(
    assumeRoleWithWebIdentityRequest,
    (services, request) => {
        const webIdentity = readWebIdentity(request.WebIdentityToken, services.clock.now());
        const tags = { tags: {}, transitiveTags: {} };
        const asked = { callerArn: undefined, externalId: undefined, webIdentity };
        return {
            ...assume(services, request, { ...asked, operation: "AssumeRoleWithWebIdentity" }, tags, undefined),
            SubjectFromWebIdentityToken: webIdentity.subject,
            Audience: webIdentity.audience,
            Provider: webIdentity.issuer,
        };
    },
    { isPublic: true, violationCode },
);

/** The operations of AWS STS that the emulator serves. */
export const stsTargets: Readonly<Record<StsOperation, Target>> = {
    AssumeRole,
    AssumeRoleWithWebIdentity,
    GetCallerIdentity,
};

type Asked = Pick<AssumedRole, "operation" | "callerArn" | "externalId" | "webIdentity">;

/** Opens the session, remembers what was asked, and answers. */
function assume(
    { callers, clock, assumedRoles }: Services,
    request: AssumeRoleRequest | AssumeRoleWithWebIdentityRequest,
    asked: Asked,
    { tags, transitiveTags }: SessionTags,
    sourceIdentity: string | undefined,
): object {
    const { RoleArn, RoleSessionName, DurationSeconds = defaultSeconds, Policy, PolicyArns = [] } = request;
    const { partition, accountId, roleName } = parseRoleArn(RoleArn);
    const size = packedSize(request);
    const timeMs = clock.now();
    const userId = `${uniqueId("AROA", RoleArn)}:${RoleSessionName}`;
    const session = callers.open({
        accountId,
        arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${RoleSessionName}`,
        userId,
        expiresMs: timeMs + DurationSeconds * 1000,
        sourceIdentity,
        transitiveTags,
    });
    assumedRoles.add({
        ...asked,
        timeMs,
        roleArn: RoleArn,
        roleSessionName: RoleSessionName,
        durationSeconds: DurationSeconds,
        policy: Policy,
        policyArns: PolicyArns.flatMap(({ arn }) => (arn === undefined ? [] : [arn])),
        tags,
        transitiveTagKeys: Object.keys(transitiveTags),
        sourceIdentity,
    });
    return {
        Credentials: credentialsType(session),
        AssumedRoleUser: { AssumedRoleId: userId, Arn: session.arn },
        PackedPolicySize: size,
        SessionTokenUtilization: size,
        SourceIdentity: sourceIdentity,
    };
}

function credentialsType({ accessKeyId, secretAccessKey, sessionToken, expiresMs }: RoleSession): object {
    return {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: new Date(expiresMs).toISOString().replace(/\.\d+Z$/, "Z"),
    };
}

/** @throws EmulatorError ValidationError when it is not the ARN of a role. */
function parseRoleArn(arn: string): {
    readonly partition: string;
    readonly accountId: string;
    readonly roleName: string;
} {
    const match = /^arn:([a-z-]+):iam::([0-9]{12}):role\/(?:[\x21-\x7e]+\/)?([\w+=,.@-]{1,64})$/.exec(arn);
    if (match === null) {
        throw new EmulatorError(violationCode, `${arn} is invalid`);
    }
    const [, partition = "", accountId = "", roleName = ""] = match;
    return { partition, accountId, roleName };
}
