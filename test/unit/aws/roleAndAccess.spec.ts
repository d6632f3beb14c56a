import assert from "node:assert/strict";
import { explainAwsError } from "../../../provider/src/aws/awsError";
import { isRoleRefused } from "../../../provider/src/aws/roleRefusal";
import {
    accessDenied,
    actionDenied,
    assumeRoleDenied,
    awsError,
    preconditionNotMet,
} from "../../support/aws/awsErrors";
import { fakePoolId, fakeRoleArn } from "../../support/aws/fakeImportApi";
import {
    refusalsOfTheRole,
    textsOfAnotherJob,
    textsOfLastingCauses,
    textsOfTheCaller,
} from "../../support/aws/roleRefusals";

const poolArn = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${fakePoolId}`;
const creating = {
    operation: "CreateUserImportJob",
    userPoolId: fakePoolId,
    cloudWatchLogsRoleArn: fakeRoleArn,
};

/** What is about the caller, in words that speak of roles too. */
const ofTheCaller: readonly Error[] = [
    accessDenied(),
    actionDenied("cognito-idp:CreateUserImportJob", poolArn),
    actionDenied("iam:PassRole", fakeRoleArn),
    awsError("NotAuthorizedException", actionDenied("cognito-idp:CreateUserImportJob", poolArn).message),
    awsError("AccessDeniedException", `User: ${fakeRoleArn} is not authorized to access this resource`),
    awsError("NotAuthorizedException", `Role ${fakeRoleArn} is not authorized to perform: iam:PassRole`),
    awsError("NotAuthorizedException", "Your role does not have permission to import users."),
    awsError("AccessDeniedException", "The assumed role is not authorized."),
    assumeRoleDenied(),
    awsError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403),
    awsError("CredentialsProviderError", "Could not assume the role of profile ci"),
    awsError("ExpiredTokenException", "The token of the assumed role is expired"),
];

/** What Cognito takes amiss in something else than the role. */
const ofAnythingElse: readonly Error[] = [
    ...textsOfAnotherJob.map(preconditionNotMet),
    ...[
        ...textsOfLastingCauses,
        "The attribute custom:role in the CSV header is not of the user pool.",
        "The attribute custom:permission is required.",
        "Try again later.",
    ].map(preconditionNotMet),
    awsError("InvalidParameterException", "Value arn:aws:iam::1:role/Assumed is not valid."),
    awsError("InvalidParameterException", "Value at 'cloudWatchLogsRoleArn' failed to satisfy constraint"),
    awsError(
        "InvalidParameterException",
        "1 validation error detected: Value at 'cloudWatchLogsRoleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
    ),
    awsError("InvalidParameterException", "CloudWatchLogsRoleArn is invalid: it does not match the pattern."),
    awsError("InvalidParameterException", "The attribute role does not exist in the schema."),
    awsError("ResourceNotFoundException", `User pool ${fakePoolId} does not exist.`),
    awsError("ResourceNotFoundException", "The log group does not exist."),
    awsError("LimitExceededException", "Exceeded the limit of import jobs."),
    // STS about the role of the credentials.
    awsError("ValidationError", "DurationSeconds exceeds the limit for roles assumed by role chaining"),
];

describe("isRoleRefused", () => {
    for (const error of refusalsOfTheRole) {
        it(`holds, and both policies are shown, at ${error.name} "${error.message}"`, () => {
            const explained = explainAwsError(error, creating);

            assert.equal(isRoleRefused(error), true);
            assert.equal(explained.code, "aws-error");
            assertShowsPolicies(explained.message);
        });
    }

    for (const error of ofAnythingElse) {
        it(`does not hold at ${error.name} "${error.message}"`, () => {
            assert.equal(isRoleRefused(error), false);
        });
    }

    it("does not hold where the caller may not do something, although an assumed role is named", () => {
        for (const error of [...ofTheCaller, ...textsOfTheCaller.map(preconditionNotMet)]) {
            const explained = explainAwsError(error, creating);

            assert.equal(isRoleRefused(error), false, error.message);
            assert.equal(explained.code, "access-denied", error.message);
            assert.doesNotMatch(explained.message, /cognito-idp\.amazonaws\.com/);
        }
    });

    it("says nothing of a trust policy where STS has a word to say about the role of the credentials", () => {
        const tooLong = awsError(
            "ValidationError",
            "DurationSeconds exceeds the limit for roles assumed by role chaining",
        );

        assert.doesNotMatch(explainAwsError(tooLong, creating).message, /trust policy/);
    });
});

/** The role, who has to be able to assume it, what it has to be allowed and where, and what may be in the way. */
function assertShowsPolicies(message: string): void {
    const trust = '{"Effect":"Allow","Principal":{"Service":"cognito-idp.amazonaws.com"},"Action":"sts:AssumeRole"}';
    assert.ok(message.includes(`${fakeRoleArn} exists, that its trust policy allows ${trust}`), message);
    const actions = '"logs:CreateLogGroup","logs:CreateLogStream","logs:DescribeLogStreams","logs:PutLogEvents"';
    assert.ok(message.includes(`"Action":[${actions}]`), message);
    assert.ok(message.includes('"arn:aws:logs:eu-west-1:123456789012:log-group:/aws/cognito/*"'), message);
    assert.match(message, /aws:SourceAccount .* aws:SourceArn/);
}

describe("a lack of access", () => {
    const adviceFor = (error: Error, call: Parameters<typeof explainAwsError>[1] = creating): string =>
        explainAwsError(error, call).message.split("Check the credentials").at(-1) ?? "";

    it("names the action and the resource that AWS names", () => {
        const passing = adviceFor(actionDenied("iam:PassRole", fakeRoleArn));
        const stopping = adviceFor(actionDenied("cognito-idp:StopUserImportJob", poolArn), {
            operation: "StopUserImportJob",
            userPoolId: fakePoolId,
        });

        assert.match(passing, new RegExp(`they allow iam:PassRole on ${fakeRoleArn}\\.$`));
        assert.match(stopping, new RegExp(`they allow cognito-idp:StopUserImportJob on ${poolArn}\\.$`));
    });

    it("names what the call needs where AWS names no action", () => {
        const advice = adviceFor(accessDenied());

        assert.match(
            advice,
            new RegExp(
                `they allow cognito-idp:CreateUserImportJob on ${poolArn} and iam:PassRole on ${fakeRoleArn}\\.$`,
            ),
        );
    });

    it("names the role of the deployer and both policies where that cannot be assumed", () => {
        const { message } = explainAwsError(assumeRoleDenied(), creating);

        assert.match(
            message,
            /Allow sts:AssumeRole on arn:aws:iam::123456789012:role\/Deploy, both .* the credentials/,
        );
        assert.match(message, /in that role's trust policy and in the policy of the credentials .*aws:assumeRole/);
    });

    it("names the pool by its partition, and by an account where anything tells it", () => {
        const denied = awsError("AccessDeniedException", "No.");
        const poolOf = (userPoolId: string, error = denied): string =>
            adviceFor(error, { operation: "GetCSVHeader", userPoolId });

        assert.match(
            poolOf("cn-north-1_AbCdEfGhI"),
            /arn:aws-cn:cognito-idp:cn-north-1:\*:userpool\/cn-north-1_AbCdEfGhI/,
        );
        assert.match(poolOf("us-gov-west-1_AbCdEfGhI"), /arn:aws-us-gov:cognito-idp:us-gov-west-1:/);
        assert.match(poolOf("us-east-1_AbCdEfGhI"), /arn:aws:cognito-idp:us-east-1:\*:/);
        assert.match(poolOf("us-east-1_AbCdEfGhI", accessDenied()), /arn:aws:cognito-idp:us-east-1:123456789012:/);
    });

    it("names both actions of a call that is one of two", () => {
        const call = { operation: "ListUsers or AdminGetUser", userPoolId: fakePoolId };

        assert.match(adviceFor(accessDenied(), call), /allow cognito-idp:ListUsers and cognito-idp:AdminGetUser on/);
    });

    it("does not repeat the name of a session, which single sign-on makes of a person's address", () => {
        const text =
            "User: arn:aws:sts::123456789012:assumed-role/Admins/ada@example.com is not authorized to perform: iam:PassRole";
        const { message } = explainAwsError(awsError("AccessDeniedException", text), creating);

        assert.match(message, /assumed-role\/Admins is not authorized/);
        assert.doesNotMatch(message, /ada@/);
    });
});
