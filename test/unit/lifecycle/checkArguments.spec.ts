import assert from "node:assert/strict";
import { type ArgumentFailure, checkArguments } from "../../../provider/src/lifecycle/checkArguments";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { argumentNames } from "../../../provider/src/resource/properties";
import { packUsers } from "../../../provider/src/users/packUsers";
import { checkedInputs, peopleCsv, programInputs } from "../../support/lifecycle/lifecycleFixture";

const check = (overrides: Readonly<Record<string, unknown>>): ArgumentFailure[] =>
    checkArguments({ ...programInputs(), ...overrides });

describe("checkArguments", () => {
    it("finds nothing wrong with the arguments of a program, nor with what check makes of them", () => {
        const all = {
            jobName: "a job",
            passwordHashingAlgorithm: "BCRYPT",
            invalidRows: "warn",
            ignoreProblems: ["header-missing-column", "email-form"],
            maxFailedUsers: 0,
            maxSkippedUsers: 10,
            maxOmittedUsers: 0,
            waitForCompletion: false,
            timeout: "90m",
            triggers: [1, { a: null }],
        };
        assert.deepEqual(check({}), []);
        assert.deepEqual(check(all), []);
        assert.deepEqual(check({ ...checkedInputs() }), []);
    });

    it("takes null and undefined for an optional argument that is left out", () => {
        for (const nothing of [null, undefined]) {
            assert.deepEqual(check({ jobName: nothing, timeout: nothing, maxFailedUsers: nothing }), []);
        }
    });

    it("says every problem at once, each on its argument", () => {
        const failures = checkArguments({
            cloudWatchLogsRoleArn: "arn:aws:iam::1234:user/x",
            source: "",
            existingUsers: "forget",
            jobName: "a/b",
            passwordHashingAlgorithm: "MD5",
            invalidRows: "ignore",
            ignoreProblems: ["nonsense"],
            maxFailedUsers: -1,
            maxSkippedUsers: 1.5,
            maxOmittedUsers: "3",
            waitForCompletion: "yes",
            timeout: "soon",
            triggers: "x",
            once: "yes",
            aws: { maxRetries: -1 },
        });

        assert.deepEqual(
            failures.map(({ property, argument = property }) => argument),
            // Users are the other way to say who is imported.
            argumentNames.filter((name) => name !== "users"),
        );
    });

    for (const [property, value, reason] of [
        ["userPoolId", "pool", /not the id of a user pool, such as us-east-1_AbCdEfGhI/],
        ["userPoolId", null, /it is required/],
        ["cloudWatchLogsRoleArn", "role", /not the ARN of an IAM role/],
        ["cloudWatchLogsRoleArn", `arn:aws:iam::123456789012:role/${"x".repeat(2048)}`, /not the ARN/],
        ["timeout", 90, /"90s", "45m" or "2h"/],
        ["timeout", "0s", /"90s"/],
        ["maxFailedUsers", "5", /whole number, 0 or more/],
        ["invalidRows", "Fail", /one of fail, warn/],
        ["ignoreProblems", "email-form", /a list of codes, such as \["header-missing-column"\]/],
        ["ignoreProblems", [1], /a list of codes/],
        [
            "ignoreProblems",
            ["email-form", "header-missing-colum"],
            /^header-missing-colum is not .*: header-missing-column, /,
        ],
        [
            "ignoreProblems",
            ["no-rows", "utf-8"],
            /^no-rows cannot be ignored, .*; utf-8 is not a problem code.*docs\/csv\.md$/,
        ],
        ["passwordHashingAlgorithm", "bcrypt", /one of BCRYPT, SCRYPT, ARGON2ID, PBKDF2_SHA256/],
    ] as const) {
        it(`says what is wrong with ${property} ${String(value).slice(0, 30)}`, () => {
            const [failure, ...others] = check({ [property]: value });

            assert.equal(failure?.property, property);
            assert.match(failure?.reason ?? "", reason);
            assert.deepEqual(others, []);
        });
    }

    for (const arn of [
        "arn:aws-cn:iam::123456789012:role/x",
        "arn:aws-us-gov:iam::123456789012:role/path/to/x+=,.@-_",
    ]) {
        it(`takes ${arn}`, () => assert.deepEqual(check({ cloudWatchLogsRoleArn: arn }), []));
    }

    it("lets every argument pass that is not known yet", () => {
        const unknowns = Object.fromEntries(argumentNames.map((name) => [name, unknownValue]));

        assert.deepEqual(check(unknowns), []);
        assert.deepEqual(check({ triggers: ["a", unknownValue] }), []);
    });

    // The engine prints the value of the property that a failure names.
    it("names no property that may hold users", () => {
        const contents: readonly (readonly [string, unknown])[] = [
            ["users", packUsers([{ username: "ada" }])],
            ["csv", peopleCsv],
            ["source", peopleCsv],
            ["source", peopleCsv.replaceAll("\n", "\r")],
            ["source", "ada,ada@example.com,".repeat(300)],
            ["source", { text: peopleCsv }],
            ["source", [peopleCsv]],
        ];
        for (const [name, value] of contents) {
            const [failure, ...others] = check({ [name]: value });

            assert.equal(failure?.property, "", name);
            assert.match(failure?.reason ?? "", new RegExp(name));
            assert.doesNotMatch(failure?.reason ?? "", /ada|example/);
            assert.deepEqual(others, []);
        }
    });

    it("names the arguments that there are where it does not know one", () => {
        assert.match(
            check({ maxFailed: 1 })[0]?.reason ?? "",
            /unknown argument "maxFailed".*userPoolId, .*maxFailedUsers/,
        );
    });
});
