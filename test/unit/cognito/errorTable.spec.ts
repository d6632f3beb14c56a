import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { explainAwsError, isNotFound, isRoleNotAssumable, isTransient } from "../../../provider/src/cognito/awsError";
import { awsError, networkError } from "../../support/awsErrors";
import { fakePoolId } from "../../support/fakeImportApi";

const document = readFileSync(path.resolve(__dirname, "../../../docs/lifecycle.md"), "utf8");

/** Every error of the import operations in AWS's model, of access, and of the network. */
const errors: readonly (readonly [string, Error])[] = [
    ["TooManyRequestsException", awsError("TooManyRequestsException", "Rate exceeded")],
    ["ThrottlingException (CloudWatch Logs)", awsError("ThrottlingException", "Rate exceeded")],
    ["InternalErrorException, any HTTP 5xx", awsError("InternalErrorException", "Something went wrong", 500)],
    ["connection refused, reset or timed out, DNS, TLS", networkError("ECONNRESET")],
    ["ResourceNotFoundException", awsError("ResourceNotFoundException", "User pool does not exist.")],
    ["NotAuthorizedException, AccessDeniedException", awsError("AccessDeniedException", "User is not authorized.")],
    ["UnrecognizedClientException, ExpiredTokenException", awsError("ExpiredTokenException", "The token has expired.")],
    ["a role that cannot be assumed", awsError("InvalidParameterException", "Role cannot be assumed by Cognito.")],
    ["LimitExceededException", awsError("LimitExceededException", "Exceeded the limit of import jobs.")],
    ["PreconditionNotMetException", awsError("PreconditionNotMetException", "No csv file was uploaded.")],
    ["InvalidParameterException", awsError("InvalidParameterException", "1 validation error detected.")],
    ["OperationNotEnabledException", awsError("OperationNotEnabledException", "The operation is not enabled.")],
];

function whatIsDone(error: Error): string {
    if (isRoleNotAssumable(error)) {
        return "CreateUserImportJob is tried for a minute, then said";
    }
    if (isNotFound(error)) {
        return "refresh: out of the state; destroy: done; else said";
    }
    return isTransient(error) ? "tried again, then said" : "said at once";
}

describe("docs/lifecycle.md", () => {
    it("says what is done about each error", () => {
        const rows = ["| error | what is done | code |", "| --- | --- | --- |"];
        for (const [name, error] of errors) {
            const { code } = explainAwsError(error, { operation: "StartUserImportJob", userPoolId: fakePoolId });
            rows.push(`| ${name} | ${whatIsDone(error)} | \`${code}\` |`);
        }

        assert.ok(document.includes(rows.join("\n")), `the table is:\n${rows.join("\n")}`);
    });
});
