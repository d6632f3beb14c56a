import {
    awsProblems,
    describeUserImportJob,
    getCsvHeader,
    isPresent,
    isUnknown,
    listUserImportJobs,
    nearName,
    type ReadConfig,
    UserImportError,
} from "pulumi-cognito-user-import/bin/native";
import { namespace } from "./configuration";
import type { Values } from "./protocol/values";
import type { CheckFailure } from "./resources/resource";
import { argumentsOf, type FunctionArguments, type TypeSpec, textsOf, version } from "./schema";

/** What a look-up answers, or what is wrong with its arguments. */
export interface Invocation {
    readonly result: object;
    /** Empty: nothing is wrong. */
    readonly failures: readonly CheckFailure[];
}

/** A look-up whose arguments have the types of the schema. */
type LookUp = (read: ReadConfig, args: never) => Promise<object>;

const lookUps: Readonly<Record<string, LookUp>> = {
    "cognito-user-import:index:getUserImportJobs": (read, args) => listUserImportJobs(read, args, namespace),
    "cognito-user-import:index:getUserImportJob": (read, args) => describeUserImportJob(read, args, namespace),
    "cognito-user-import:index:getCsvHeader": (read, args) => getCsvHeader(read, args, namespace),
};

/**
 * Looks something up in AWS, with the settings of the provider.
 *
 * @param token such as `cognito-user-import:index:getCsvHeader`
 * @throws UserImportError where there is no such function, and where AWS cannot be reached or refuses, saying what to do
 */
export async function invoke(read: ReadConfig, token: string, args: Values): Promise<Invocation> {
    const [lookUp, known] = [lookUps[token], argumentsOf(token)];
    if (lookUp === undefined || known === undefined) {
        throw new UserImportError(
            "validation-failed",
            `The plugin cognito-user-import ${version} has no function ${token}.`,
        );
    }
    if (isUnknown(args)) {
        // A preview, whose result is as little known.
        return { result: {}, failures: [] };
    }
    const given = Object.fromEntries(Object.entries(args).filter(([, value]) => isPresent(value)));
    const failures = [...failuresOf(known, given), ...failuresOfAws(given.aws)];
    return { result: failures.length > 0 ? {} : await lookUp(read, given as never), failures };
}

/** All that is wrong with the arguments at once, by the schema. It names no value. */
function failuresOf({ properties, required }: FunctionArguments, given: Values): CheckFailure[] {
    const missing = required.filter((name) => !(name in given));
    return [
        ...missing.map((property) => ({ property, reason: "it is required" })),
        ...Object.entries(given).flatMap(([property, value]) => {
            const type = properties[property];
            const reason = type === undefined ? unknownName(property, Object.keys(properties)) : mismatch(type, value);
            return reason === undefined ? [] : [{ property, reason }];
        }),
    ];
}

function failuresOfAws(aws: unknown): CheckFailure[] {
    return awsProblems(aws).map(({ path, reason }) => ({ property: path, reason }));
}

function unknownName(name: string, known: readonly string[]): string {
    const near = nearName(name, known);
    return `it is unknown${near === undefined ? "" : `; ${near} may be meant`}`;
}

/** Why a value is not of a type; `undefined`: it is. */
function mismatch(type: TypeSpec, value: unknown): string | undefined {
    const texts = textsOf(type);
    if (texts !== undefined) {
        return texts.includes(value as string) ? undefined : `it must be one of ${texts.join(", ")}`;
    }
    if (type.type === "string") {
        return typeof value === "string" ? undefined : "it must be a text";
    }
    if (type.type === "integer") {
        return Number.isSafeInteger(value) ? undefined : "it must be a whole number";
    }
    return undefined;
}
