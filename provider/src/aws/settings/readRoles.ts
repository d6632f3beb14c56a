import type { AssumeRoleSettings, WebIdentitySettings } from "./awsSettings";
import { filePath } from "./filePath";
import type { Setting } from "./setting";

const roleArn = /^arn:[\w-]+:iam::\d{12}:role\/\S+$/;
const anyArn = /^arn:[\w-]+:\S+$/;
/** AWS's pattern and lengths of RoleSessionName and SourceIdentity. */
const sessionName = /^[\w+=,.@-]{2,64}$/;
const externalId = /^[\w+=,.@:/-]{2,1224}$/;

const sessionFields = ["roleArn", "sessionName", "duration", "durationSeconds", "policy", "policyArns"];
/** The fields of an assumed role: the AWS plugin's, and `durationSeconds` of older ones. */
export const assumedFields: readonly string[] = [
    ...sessionFields,
    "externalId",
    "sourceIdentity",
    "tags",
    "transitiveTagKeys",
];
/** The same of a role that is assumed with a web identity. */
export const identityFields: readonly string[] = [...sessionFields, "webIdentityToken", "webIdentityTokenFile"];

type Fields = ReadonlyMap<string, Setting>;

/**
 * The roles of `assumeRoles`, in their order, or the one of `assumeRole`, which older AWS plugins had.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function readAssumeRoles(many: Setting, one: Setting): AssumeRoleSettings[] {
    if (many.isSet && one.isSet) {
        one.refuse("assumeRoles is set too: set only assumeRoles");
        return [];
    }
    return (many.isSet ? many : one).list().flatMap((role) => {
        const fields = role.fields(assumedFields);
        const arn = fields && readRoleArn(role, fields);
        return arn === undefined ? [] : [{ ...readSession(fields), ...readMarks(fields), roleArn: arn }];
    });
}

/**
 * What `assumeRoleWithWebIdentity` says. Where it names no token, it is that of AWS_WEB_IDENTITY_TOKEN_FILE.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function readWebIdentity(identity: Setting): WebIdentitySettings | undefined {
    const fields = identity.fields(identityFields);
    const arn = fields && readRoleArn(identity, fields);
    const webIdentityToken = fields?.get("webIdentityToken")?.text();
    const file = fields?.get("webIdentityTokenFile")?.text(filePath);
    const webIdentityTokenFile = file ?? (webIdentityToken === undefined ? tokenFileOfEnvironment() : undefined);
    if (fields !== undefined && (webIdentityToken === undefined) === (webIdentityTokenFile === undefined)) {
        return identity.refuse("exactly one of webIdentityToken and webIdentityTokenFile must be set");
    }
    return arn === undefined
        ? undefined
        : { ...readSession(fields), roleArn: arn, webIdentityToken, webIdentityTokenFile };
}

function tokenFileOfEnvironment(): string | undefined {
    return process.env.AWS_WEB_IDENTITY_TOKEN_FILE || undefined;
}

function readRoleArn(role: Setting, fields: Fields): string | undefined {
    const arn = fields.get("roleArn");
    return arn === undefined
        ? role.refuse("a role needs a roleArn")
        : arn.matching(roleArn, "it is not the ARN of an IAM role, such as arn:aws:iam::123456789012:role/Importer");
}

/** What both ways of assuming a role have. */
function readSession(fields: Fields | undefined): Omit<AssumeRoleSettings & WebIdentitySettings, "roleArn"> {
    const duration = fields?.get("duration") ?? fields?.get("durationSeconds");
    return {
        sessionName: fields?.get("sessionName")?.matching(sessionName, nameReason),
        durationSeconds: duration?.sessionSeconds(),
        policy: fields?.get("policy")?.text(jsonText, "it must be a policy as JSON text"),
        policyArns: fields
            ?.get("policyArns")
            ?.list()
            .flatMap((arn) => arn.matching(anyArn, "it is not the ARN of a policy") ?? []),
    };
}

const nameReason = "it must have 2 to 64 letters, digits or any of _+=,.@-";

function readMarks(
    fields: Fields | undefined,
): Pick<AssumeRoleSettings, "externalId" | "sourceIdentity" | "tags" | "transitiveTagKeys"> {
    const tags = fields?.get("tags")?.fields();
    return {
        externalId: fields
            ?.get("externalId")
            ?.matching(externalId, "it must have 2 to 1224 letters, digits or any of _+=,.@:/-"),
        sourceIdentity: fields?.get("sourceIdentity")?.matching(sessionName, nameReason),
        tags: tags && Object.fromEntries([...tags].map(([name, tag]) => [name, tag.text() ?? ""])),
        transitiveTagKeys: fields?.get("transitiveTagKeys")?.texts(),
    };
}

function jsonText(text: string): string | undefined {
    try {
        JSON.parse(text);
        return text;
    } catch {
        return undefined;
    }
}
