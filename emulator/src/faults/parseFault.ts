import { operationNames } from "../operations";
import { type Fault, type FaultKind, faultKinds } from "./fault";

const members = new Set(["operation", "kind", "times", "seconds", "atStart", "statusCode", "code", "message"]);

/** Kinds that make sense for some operations only. */
const onlyFor: Partial<Record<FaultKind, readonly string[]>> = {
    expiredUrl: ["PutObject"],
    unassumableRole: ["CreateUserImportJob", "StartUserImportJob"],
    foreignJob: ["StartUserImportJob"],
};

/**
 * Takes a fault out of a script, whoever wrote it.
 * @throws RangeError that names the member that is wrong.
 */
export function parseFault(given: unknown): Fault {
    if (typeof given !== "object" || given === null) {
        throw new RangeError("a fault must be an object");
    }
    const fault = given as Fault;
    const unknown = Object.keys(fault).filter((name) => !members.has(name));
    check(unknown.length === 0, `${unknown.join(", ")}: no such member of a fault`);
    check(fault.operation === "*" || operationNames.includes(fault.operation), "operation must be one that is served");
    check(faultKinds.includes(fault.kind), `kind must be one of ${faultKinds.join(", ")}`);
    const operations = onlyFor[fault.kind];
    check(
        operations === undefined || operations.includes(fault.operation),
        `kind ${fault.kind} is for ${operations?.join(" and ")} only`,
    );
    const { times = 1, seconds = 0, atStart, statusCode = 500, code, message } = fault;
    check(times === Number.POSITIVE_INFINITY || (Number.isInteger(times) && times >= 1), "times must be 1 or more");
    check(Number.isFinite(seconds) && seconds >= 0, "seconds must be 0 or more");
    check(
        atStart === undefined ||
            (typeof atStart === "boolean" &&
                fault.kind === "unassumableRole" &&
                fault.operation === "StartUserImportJob"),
        "atStart must be true or false, with the kind unassumableRole of StartUserImportJob",
    );
    check(Number.isInteger(statusCode) && statusCode >= 500 && statusCode <= 599, "statusCode must be 500 to 599");
    check(
        fault.kind === "error" ? typeof code === "string" && /^[A-Z][A-Za-z]{1,63}$/.test(code) : code === undefined,
        "code must be an exception's name, with the kind error",
    );
    check(
        message === undefined || (fault.kind === "error" && typeof message === "string" && message.length <= 1000),
        "message must be a text of up to 1,000 characters, with the kind error",
    );
    return { ...fault };
}

function check(isValid: boolean, message: string): void {
    if (!isValid) {
        throw new RangeError(message);
    }
}
