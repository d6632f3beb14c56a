import { parseDurationSeconds } from "../argumentValues";
import { UserImportError } from "../errors/errors";
import type { AssumeRoleSettings, AwsService, AwsSettings } from "./awsSettings";

/** Reads one stack config value by its full key, such as `aws:region`; `undefined` where it is not set. */
export type ReadConfig = (key: string) => string | undefined;

/** The names under which the AWS plugin knows a service's endpoint. */
const endpointNames: Readonly<Record<AwsService, readonly string[]>> = {
    cognitoidp: ["cognitoidp", "cognitoidentityprovider"],
    logs: ["logs", "cloudwatchlogs", "cloudwatchlog"],
    s3: ["s3", "s3api"],
    sts: ["sts"],
};

/**
 * AWS client settings from Pulumi's `aws:` config, with the names and forms of the AWS plugin's own configuration.
 *
 * @throws UserImportError `config-invalid`, naming the key but never its value
 */
export function readAwsSettings(read: ReadConfig): AwsSettings {
    const text = (name: string): string | undefined => read(`aws:${name}`) || undefined;
    const settings = {
        region: text("region"),
        profile: text("profile"),
        accessKey: text("accessKey"),
        secretKey: text("secretKey"),
        token: text("token"),
        assumeRoles: readAssumeRoles(text("assumeRoles"), text("assumeRole")),
        endpoints: readEndpoints(text("endpoints")),
        maxRetries: readMaxRetries(text("maxRetries")),
        sharedConfigFiles: readFiles("sharedConfigFiles", text("sharedConfigFiles")),
        sharedCredentialsFiles: readFiles("sharedCredentialsFiles", text("sharedCredentialsFiles")),
    };
    if ((settings.accessKey === undefined) !== (settings.secretKey === undefined)) {
        throw invalid("accessKey", "aws:accessKey and aws:secretKey must be set together; only one of them is set");
    }
    return settings;
}

/**
 * The region of a user pool: the prefix of its id if that is a region (`eu-west-1_AbCdEf`), else the configured one, else
 * `undefined`: the SDK's chain decides.
 */
export function regionOfUserPool(userPoolId: string, settings: Pick<AwsSettings, "region">): string | undefined {
    const prefix = /^([a-z]{2,}(?:-[a-z]+)+-\d+)_/.exec(userPoolId)?.[1];
    return prefix ?? settings.region;
}

function readEndpoints(text: string | undefined): Partial<Record<AwsService, string>> {
    const configured = Object.assign({}, ...parseList("endpoints", text).map((entry) => asRecord("endpoints", entry)));
    const endpoints: Partial<Record<AwsService, string>> = {};
    for (const service of Object.keys(endpointNames) as AwsService[]) {
        const url: unknown = endpointNames[service].map((name) => configured[name]).find((value) => Boolean(value));
        if (url === undefined) {
            continue;
        }
        if (typeof url !== "string" || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
            throw invalid(
                "endpoints",
                `the endpoint of "${service}" must be a URL that begins with https:// or http://`,
            );
        }
        endpoints[service] = url;
    }
    return endpoints;
}

function readAssumeRoles(many: string | undefined, one: string | undefined): AssumeRoleSettings[] {
    const key = many === undefined ? "assumeRole" : "assumeRoles";
    return parseList(key, many ?? one).map((entry) => {
        const role = asRecord(key, entry);
        if (typeof role.roleArn !== "string" || role.roleArn === "") {
            throw invalid(key, "each role needs a roleArn");
        }
        return {
            roleArn: role.roleArn,
            sessionName: optionalText(role.sessionName),
            externalId: optionalText(role.externalId),
            durationSeconds: readDurationSeconds(key, role),
            policy: optionalText(role.policy),
            policyArns: optionalTexts(role.policyArns),
            sourceIdentity: optionalText(role.sourceIdentity),
            tags: role.tags === undefined ? undefined : (asRecord(key, role.tags) as Record<string, string>),
            transitiveTagKeys: optionalTexts(role.transitiveTagKeys),
        };
    });
}

/** `duration` such as `"1h30m"`, or a number of seconds in `durationSeconds`, as older AWS plugins had it. */
function readDurationSeconds(key: string, role: Record<string, unknown>): number | undefined {
    const { duration, durationSeconds } = role;
    if (duration === undefined && durationSeconds === undefined) {
        return undefined;
    }
    const seconds = typeof duration === "string" ? parseDurationSeconds(duration) : Number(durationSeconds);
    if (seconds === undefined || !Number.isInteger(seconds)) {
        throw invalid(key, 'its duration must be written like "1h" or "90m"');
    }
    return seconds;
}

function readMaxRetries(text: string | undefined): number | undefined {
    if (text === undefined) {
        return undefined;
    }
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0) {
        throw invalid("maxRetries", "it must be a whole number, 0 or more");
    }
    return value;
}

function readFiles(key: string, text: string | undefined): string[] {
    return parseList(key, text).flatMap((file) => optionalText(file) ?? []);
}

/** Structured config arrives as JSON text; a single object or plain text means a list of one. */
function parseList(key: string, text: string | undefined): unknown[] {
    if (text === undefined) {
        return [];
    }
    if (!/^\s*[[{"]/.test(text)) {
        return [text];
    }
    try {
        const value: unknown = JSON.parse(text);
        return Array.isArray(value) ? value : [value];
    } catch {
        throw invalid(key, "it is neither plain text nor JSON");
    }
}

function asRecord(key: string, value: unknown): Record<string, unknown> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw invalid(key, "it must be an object, or a list of objects");
    }
    return value as Record<string, unknown>;
}

function optionalText(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

function optionalTexts(value: unknown): string[] | undefined {
    return Array.isArray(value) ? value.map(String) : undefined;
}

function invalid(key: string, reason: string): UserImportError {
    return new UserImportError("config-invalid", `Pulumi config aws:${key} cannot be used: ${reason}.`);
}
