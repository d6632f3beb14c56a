import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as cognitoSdk from "@aws-sdk/client-cognito-identity-provider";
import * as stsSdk from "@aws-sdk/client-sts";
import { createInProcessEmulator, type OperationName } from "../../../emulator/src";
import { operationSupport } from "../../../emulator/src/operations";
import { stsTargets } from "../../../emulator/src/targets/sts";
import type { Target } from "../../../emulator/src/targets/target";
import { cognitoTargets, logsTargets } from "../../../emulator/src/targets/targets";
import { type SdkPackage, sdkOperation, sdkOperations } from "./sdkModel";
import { isOpaque, servedMembers, type Traits } from "./served";

interface CapturedOperation {
    readonly errors: readonly string[];
    /** What an error is called in an answer, where that is not the name of its type. */
    readonly codes?: Readonly<Record<string, string>>;
    readonly input: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly output: readonly string[];
}

/** A service whose operations are compared one by one. */
interface Service {
    readonly sdk: SdkPackage;
    readonly operations: ReadonlyMap<string, CapturedOperation>;
    readonly targets: readonly (readonly [string, Target])[];
    /** What to do when the capture does not fit the SDK any more. */
    readonly recapture: string;
}

function serviceOf(name: string, file: string, sdk: SdkPackage, targets: Readonly<Record<string, Target>>): Service {
    const captured = JSON.parse(readFileSync(join(__dirname, file), "utf8")) as {
        readonly operations: Readonly<Record<string, CapturedOperation>>;
    };
    const names = Object.keys(targets).join(" ");
    return {
        sdk,
        operations: new Map(Object.entries(captured.operations)),
        targets: Object.entries(targets),
        recapture: `capture again: python test/emulator/model/capture.py ${name} ${names} > test/emulator/model/${file}`,
    };
}

const cognito = serviceOf("cognito-idp", "cognitoModel.json", cognitoSdk, cognitoTargets);
const sts = serviceOf("sts", "stsModel.json", stsSdk, stsTargets);
const services = [cognito, sts];
const importOperations = [...cognito.operations.keys()].filter((name) => /ImportJob|CSVHeader/.test(name));

/** Constraints that have to be the same in AWS's model and in ours. */
function constraintsOf(traits: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { type, min, max, pattern, enum: values, required } = traits;
    // A least length of 0, and the greatest of any string, say nothing.
    const bounds = { min: type === "string" && min === 0 ? undefined : min, max: max === 131072 ? undefined : max };
    const sorted = Array.isArray(values) ? [...(values as string[])].sort() : undefined;
    return { type, ...bounds, pattern, values: sorted, required: required === true };
}

/** Compares the members that the emulator reads with those of the model; returns how many constraints it has compared. */
function compareMembers(
    operation: string,
    served: ReadonlyMap<string, Traits>,
    model: CapturedOperation["input"],
): number {
    let constraints = 0;
    for (const [path, traits] of Object.entries(model)) {
        const own = served.get(path);
        if (own === undefined) {
            assert.ok(isOpaque(path, served), `${operation} does not read ${path}`);
            assert.equal(operationSupport(operation), "partial", `${operation} does not look into ${path}`);
            continue;
        }
        assert.deepEqual(constraintsOf(own), constraintsOf(traits), `${operation}: ${path}`);
        constraints += Object.values(constraintsOf(traits)).filter((value) => value !== undefined).length;
    }
    for (const path of served.keys()) {
        assert.ok(model[path], `${operation} reads ${path}, which AWS does not have`);
    }
    return constraints;
}

/** An error as SDK clients throw it. */
type ServiceError = Error & { readonly $metadata: { readonly httpStatusCode?: number } };

/** Errors of STS whose status in the model is 403. */
const forbidden = ["IDPRejectedClaimException", "RegionDisabledException"];

/** The report shows above its line how much a walk has compared. */
function tell(count: string): void {
    process.stdout.write(`      ${count}\n`);
}

describe("the model of AWS", () => {
    it("is the one of the installed SDK: every member, and which are required", () => {
        let [members, count] = [0, 0];
        for (const { sdk, operations, targets, recapture } of services) {
            for (const [operation, { input, output }] of operations) {
                const model = sdkOperation(sdk, operation);
                assert.deepEqual([...Object.keys(input)].sort(), [...model.input].sort(), `${operation}: ${recapture}`);
                assert.deepEqual([...output].sort(), [...model.output].sort(), `${operation}: ${recapture}`);
                const required = Object.keys(input).filter((path) => input[path]?.required === true);
                assert.deepEqual([...required].sort(), model.requiredInput, operation);
                members += model.input.length + model.output.length;
                count++;
            }
            assert.deepEqual([...operations.keys()], targets.map(([name]) => name).sort());
        }
        assert.ok(members > 650, `${members} members were compared`);
        tell(`${members} members of ${count} operations`);
    });

    it("is served member by member, with its patterns, lengths, bounds and enumerations", () => {
        let constraints = 0;
        for (const { operations, targets } of services) {
            for (const [operation, target] of targets) {
                const model = operations.get(operation)?.input ?? {};
                constraints += compareMembers(operation, servedMembers(target.input), model);
            }
        }
        assert.ok(constraints > 800, `${constraints} constraints were compared`);
        tell(`${constraints} types, patterns, lengths, bounds, enumerations and requirements`);
    });

    it("answers every error that the model has, by itself or by script", async () => {
        const emulator = createInProcessEmulator();
        const callCognito = (operation: string, input: object) => emulator.call(operation, input);
        const stsClient = new stsSdk.STS({
            endpoint: emulator.url,
            requestHandler: emulator.requestHandler,
            region: emulator.region,
            credentials: { accessKeyId: "any", secretAccessKey: "any" },
            maxAttempts: 1,
        });
        const role = {
            RoleArn: "arn:aws:iam::123456789012:role/any",
            RoleSessionName: "any",
            WebIdentityToken: "none",
        };
        const callSts = (operation: string) =>
            operation === "AssumeRole" ? stsClient.assumeRole(role) : stsClient.assumeRoleWithWebIdentity(role);
        let errors = 0;
        for (const { sdk, operations } of services) {
            for (const [operation, { errors: names, codes = {}, input }] of operations) {
                const request = Object.fromEntries(Object.keys(input).map((name) => [name, null]));
                for (const name of names) {
                    const isServerFault = name === "InternalErrorException";
                    emulator.faults.add({
                        operation: operation as OperationName,
                        ...(isServerFault ? { kind: "serverError" } : { kind: "error", code: codes[name] ?? name }),
                    });
                    const answer = sdk === stsSdk ? callSts(operation) : callCognito(operation, request);
                    const error = (await answer.catch((thrown: unknown) => thrown)) as ServiceError;
                    assert.equal(error.name, name, operation);
                    const status = isServerFault ? 500 : forbidden.includes(name) ? 403 : 400;
                    assert.equal(error.$metadata.httpStatusCode, status, name);
                    errors++;
                }
            }
        }
        assert.ok(errors >= 212, `${errors} errors were answered`);
        tell(`${errors} errors`);
    });

    it("has the six operations of import jobs in full", () => {
        assert.equal(importOperations.length, 6);
        assert.deepEqual(
            importOperations.map((name) => operationSupport(name)),
            Array<string>(6).fill("full"),
        );
    });
});

/** In the order of their names. */
const byName = ([one]: [string, string], [other]: [string, string]): number => (one < other ? -1 : 1);

describe("the README's tables of operations", () => {
    const readme = readFileSync(join(__dirname, "../../../emulator/README.md"), "utf8");
    const served = [...readme.matchAll(/^\| (.+?) \| (full|partial) \|/gm)].map(
        ([, name = "", support = ""]): [string, string] => [name.replaceAll("`", ""), support],
    );
    const notServed = readme.slice(
        readme.indexOf("\n- ", readme.indexOf("### Not served")),
        readme.indexOf("## Limits"),
    );
    const [lists = ""] = notServed.split("\n\n");
    const rows = [
        ...served,
        ...[...lists.matchAll(/`(\w+)`/g)].map(([, name = ""]): [string, string] => [name, "none"]),
    ];

    it("names the served operations of STS", () => {
        const documented = rows
            .filter(([name]) => name.startsWith("STS "))
            .map(([name, support]): [string, string] => [name.slice(4), support]);

        const ofSts = sts.targets.map(([name]): [string, string] => [name, operationSupport(name) ?? "none"]);
        assert.deepEqual(documented.toSorted(byName), ofSts.toSorted(byName));
    });

    it("names every operation of the installed SDK once, with what the emulator does", () => {
        const ofCognito = sdkOperations(cognitoSdk).map((name): [string, string] => [
            name,
            operationSupport(name) ?? "none",
        ]);
        const logs = Object.keys(logsTargets).map((name): [string, string] => [name, operationSupport(name) ?? "none"]);
        const documented = rows.filter(([name]) => !/^(?:PUT|S3|STS) /.test(name));

        assert.deepEqual(documented.toSorted(byName), [...ofCognito, ...logs].toSorted(byName));
    });
});
