import assert from "node:assert/strict";
import { explainAwsError, isAccessDenied, isRoleNotAssumable } from "../../../provider/src/cognito/awsError";
import { accessDenied, actionDenied, assumeRoleDenied, awsError, roleNotAssumable } from "../../support/awsErrors";
import { fakePoolId, fakeRoleArn } from "../../support/fakeImportApi";

const poolArn = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${fakePoolId}`;
const creating = {
    operation: "CreateUserImportJob",
    userPoolId: fakePoolId,
    cloudWatchLogsRoleArn: fakeRoleArn,
};

/** What AWS may answer where Cognito cannot assume the CloudWatch Logs role. */
const ofTheRole: readonly Error[] = [
    roleNotAssumable(),
    awsError("InvalidParameterException", "Amazon Cognito cannot assume the role in CloudWatchLogsRoleArn."),
    awsError(
        "PreconditionNotMetException",
        "The role does not have a trust relationship allowing Cognito to assume the role",
    ),
    awsError(
        "AccessDeniedException",
        "The principal cognito-idp.amazonaws.com is not authorized to assume the provided role.",
    ),
    awsError("InvalidImportRoleTrustRelationshipException", "Role does not trust Cognito."),
    awsError(
        "InvalidParameterException",
        `User: cognito-idp.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${fakeRoleArn}`,
    ),
];

/** What is about the caller, in words that speak of roles too. */
const ofTheCaller: readonly Error[] = [
    accessDenied(),
    actionDenied("cognito-idp:CreateUserImportJob", poolArn),
    actionDenied("iam:PassRole", fakeRoleArn),
    awsError("NotAuthorizedException", actionDenied("cognito-idp:CreateUserImportJob", poolArn).message),
    assumeRoleDenied(),
    awsError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403),
    awsError("CredentialsProviderError", "Could not assume the role of profile ci"),
    awsError("ExpiredTokenException", "The token of the assumed role is expired"),
];

describe("isRoleNotAssumable", () => {
    it("holds where Cognito cannot assume the role for the logs, in whichever words", () => {
        for (const error of ofTheRole) {
            const explained = explainAwsError(error, creating);

            assert.equal(isRoleNotAssumable(error), true, error.message);
            assert.equal(explained.code, "aws-error");
            assert.match(
                explained.message,
                new RegExp(`${fakeRoleArn} exists, and that its trust policy allows .*sts:AssumeRole`),
            );
        }
    });

    it("does not hold where the caller may not do something, although an assumed role is named", () => {
        for (const error of ofTheCaller) {
            const explained = explainAwsError(error, creating);

            assert.equal(isRoleNotAssumable(error), false, error.message);
            assert.equal(isAccessDenied(error), true, error.message);
            assert.equal(explained.code, "access-denied");
            assert.doesNotMatch(explained.message, /cognito-idp\.amazonaws\.com/);
        }
    });

    it("does not take a role's name for what is said of it", () => {
        const invalid = awsError("InvalidParameterException", "Value arn:aws:iam::1:role/Assumed is not valid.");
        const unassumable = awsError("InvalidParameterException", `Cognito is not able to assume ${fakeRoleArn}`);

        assert.deepEqual([invalid, unassumable].map(isRoleNotAssumable), [false, true]);
    });

    it("does not hold where STS has a word to say about the role of the credentials", () => {
        const tooLong = awsError(
            "ValidationError",
            "DurationSeconds exceeds the limit for roles assumed by role chaining",
        );

        assert.equal(isRoleNotAssumable(tooLong), false);
        assert.doesNotMatch(explainAwsError(tooLong, creating).message, /trust policy/);
    });
});

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

        assert.match(message, /Allow sts:AssumeRole on arn:aws:iam::123456789012:role\/Deploy to the credentials/);
        assert.match(message, /aws:assumeRole.*their own policy and in that role's trust policy\.$/);
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
