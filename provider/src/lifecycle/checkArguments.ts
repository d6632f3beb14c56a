import { isPresent, parseDurationSeconds } from "../argumentValues";
import { reasonAgainstIgnoring } from "../csv/problems/ignoredCodes";
import { messageOf } from "../errors/errors";
import { isJobName } from "../job/jobName";
import { awsProblems } from "../resource/awsProblems";
import { reportableProperty, type SourceArguments } from "../resource/inputSource";
import { isUnknown } from "../resource/inputValues";
import { addedNames, argumentNames } from "../resource/properties";
import { isUserPoolId } from "../resource/resourceId";
import { type AssetValue, locateSource } from "../source/sourceLocation";
import { passwordHashingAlgorithms } from "../types";
import { isPackedUsers } from "../users/packUsers";

/** Something wrong with one argument. */
export interface ArgumentFailure {
    /** The engine prints the value of this property with the reason; empty where that may hold users. */
    readonly property: string;
    readonly reason: string;
    /** The argument, if `property` is empty. */
    readonly argument?: string;
}

/** AWS's pattern and lengths of CloudWatchLogsRoleArn, narrowed to ARNs of IAM roles. */
const roleArnPattern = /^arn:[\w+=/,.@-]+:iam::\d{12}:role\/[\w+=/,.@-]+$/;

/** What an argument must be, as the reason of a failure; `undefined`: it is valid. */
type Rule = (value: unknown) => string | undefined;

const rules: Readonly<Record<(typeof argumentNames)[number], Rule>> = {
    userPoolId: required((value) =>
        isUserPoolId(value) ? undefined : "it is not the id of a user pool, such as us-east-1_AbCdEfGhI",
    ),
    cloudWatchLogsRoleArn: required((value) =>
        roleArnPattern.test(value) && value.length >= 20 && value.length <= 2048
            ? undefined
            : "it is not the ARN of an IAM role, such as arn:aws:iam::123456789012:role/CognitoLogs",
    ),
    source: optional(reasonAgainstSource),
    users: optional(reasonAgainstUsers),
    jobName: optional((value) =>
        typeof value === "string" && isJobName(value)
            ? undefined
            : "a job name has 1 to 128 letters, digits, spaces or any of _+=,.@-",
    ),
    passwordHashingAlgorithm: oneOf(passwordHashingAlgorithms),
    existingUsers: oneOf(["skip", "omit"]),
    invalidRows: oneOf(["fail", "warn"]),
    ignoreProblems: optional(reasonAgainstCodes),
    maxFailedUsers: optional(wholeNumber),
    maxSkippedUsers: optional(wholeNumber),
    maxOmittedUsers: optional(wholeNumber),
    waitForCompletion: optional(trueOrFalse),
    timeout: optional((value) =>
        typeof value === "string" && parseDurationSeconds(value) !== undefined
            ? undefined
            : 'it must be a duration such as "90s", "45m" or "2h"',
    ),
    triggers: optional((value) => (Array.isArray(value) ? undefined : "it must be a list")),
    once: optional(trueOrFalse),
    // It has many values, each with a reason of its own: see `awsFailures`.
    aws: () => undefined,
};

/**
 * Every problem of the arguments by themselves, without reading the file or calling AWS. Unknown values pass.
 *
 * @param needsContent whether one of `source` and `users` must be set
 */
export function checkArguments(inputs: Readonly<Record<string, unknown>>, needsContent = true): ArgumentFailure[] {
    const failures: ArgumentFailure[] = [];
    for (const property of argumentNames) {
        const value = inputs[property];
        const reason = isUnknown(value) ? undefined : rules[property](value);
        if (reason !== undefined) {
            const isPrivate =
                property === "users" ||
                (property === "source" && reportableProperty(inputs as unknown as SourceArguments) === "");
            failures.push(isPrivate ? hidden(property, `${property}: ${reason}`) : { property, reason });
        }
    }
    failures.push(...awsFailures(inputs.aws));
    if (needsContent) {
        failures.push(...checkSourceIsOne(inputs as unknown as SourceArguments));
    }
    const known: readonly string[] = [...argumentNames, ...addedNames];
    for (const name of Object.keys(inputs).filter((key) => !known.includes(key))) {
        failures.push(hidden(name, `unknown argument "${name}"; the arguments are ${argumentNames.join(", ")}`));
    }
    return failures;
}

/** Whether a failure is about this argument. */
export function isAbout(failure: ArgumentFailure, argument: string): boolean {
    return (failure.argument ?? failure.property) === argument;
}

function hidden(argument: string, reason: string): ArgumentFailure {
    return { property: "", argument, reason };
}

/** Hidden, since the engine would print all of the argument, and there are credentials in it. */
function awsFailures(aws: unknown): ArgumentFailure[] {
    return awsProblems(aws).map(({ path, reason }) => hidden("aws", `${path}: ${reason}`));
}

/** Exactly one of `source` and `users` must be set; `pulumi preview` may not know its value yet. */
function checkSourceIsOne({ source, users }: SourceArguments): ArgumentFailure[] {
    const isUnsure = isUnknown(source) || isUnknown(users);
    if (isPresent(source) && isPresent(users) && !isUnsure) {
        return [hidden("source", "source and users are both set: set only one of them")];
    }
    return isPresent(source) || isPresent(users)
        ? []
        : [{ property: "source", reason: "neither source nor users is set: set one of them" }];
}

function reasonAgainstSource(source: unknown): string | undefined {
    try {
        locateSource(source as string | AssetValue);
        return undefined;
    } catch (error) {
        return messageOf(error);
    }
}

function reasonAgainstUsers(users: unknown): string | undefined {
    if (!isPackedUsers(users)) {
        return "it must be a list of users";
    }
    return users.users === 0 ? "the list is empty: add at least one user" : undefined;
}

function reasonAgainstCodes(codes: unknown): string | undefined {
    if (!Array.isArray(codes) || codes.some((code) => typeof code !== "string")) {
        return 'it must be a list of codes, such as ["header-missing-column"]';
    }
    return reasonAgainstIgnoring(codes);
}

function required(rule: (value: string) => string | undefined): Rule {
    return (value) => {
        if (value === undefined || value === null) {
            return "it is required";
        }
        return typeof value === "string" ? rule(value) : "it must be a string";
    };
}

function optional(rule: Rule): Rule {
    return (value) => (value === undefined || value === null ? undefined : rule(value));
}

function oneOf(allowed: readonly string[]): Rule {
    return optional((value) =>
        allowed.includes(value as string) ? undefined : `it must be one of ${allowed.join(", ")}`,
    );
}

function trueOrFalse(value: unknown): string | undefined {
    return typeof value === "boolean" ? undefined : "it must be true or false";
}

function wholeNumber(value: unknown): string | undefined {
    return Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : "it must be a whole number, 0 or more";
}
