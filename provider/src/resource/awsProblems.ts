import { isPresent } from "../argumentValues";
import { awsArgumentProblems } from "../aws/settings/config";
import { UserImportError } from "../errors/errors";
import { isUnknown, unknownValue } from "./inputValues";

/** What is wrong with a setting. It never holds the value. */
export interface AwsProblem {
    /** Such as `assumeRoles[0].roleArn`, after `aws.` where it is of that argument. */
    readonly path: string;
    readonly reason: string;
}

/** Every problem of the argument `aws`. Values that are not known yet pass. */
export function awsProblems(aws: unknown): readonly AwsProblem[] {
    if (!isPresent(aws) || aws === unknownValue) {
        return [];
    }
    if (typeof aws !== "object" || aws === null || Array.isArray(aws)) {
        return [{ path: "aws", reason: "it must be an object" }];
    }
    return settingProblems(aws).map(({ path, reason }) => ({ path: `aws.${path}`, reason }));
}

/** Every problem of settings by their keys, as the argument `aws` and the native plugin's own config have them. */
export function settingProblems(settings: object): readonly AwsProblem[] {
    return awsArgumentProblems(settings).filter(({ path }) => !isUnknown(valueAt(settings, path)));
}

/** Why AWS cannot be asked with an argument `aws`; `undefined`: it can. */
export function refusalOfAws(aws: unknown): UserImportError | undefined {
    if (isUnknown(aws)) {
        return new UserImportError("access-denied", "Values of the argument aws are not known yet.");
    }
    const [problem] = awsProblems(aws);
    return (
        problem && new UserImportError("config-invalid", `Argument ${problem.path} cannot be used: ${problem.reason}.`)
    );
}

/** The value at a path such as `assumeRoles[0].roleArn`. */
function valueAt(value: unknown, path: string): unknown {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
    return keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}
