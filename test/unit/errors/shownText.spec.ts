import assert from "node:assert/strict";
import { UserImportJobStatusType } from "@aws-sdk/client-cognito-identity-provider";
import { shownText } from "../../../provider/src/errors/shownText";
import { refusalsOfTheRole, textsOfAnotherJob, textsOfLastingCauses } from "../../support/aws/roleRefusals";

/** What AWS is known to say, by its documents and by people's logs, and what the emulator says. */
const known: readonly string[] = [
    "The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).",
    "The user's email isn't valid.",
    "The value is longer than 2048 characters.",
    "The user already exists.",
    "An alias of the User Record is already in use by another user.",
    "The value of cognito:mfa_enabled must be true, because multi-factor authentication is required.",
    "The value of phone_number does not have the right format.",
    "The value of custom:shoeSize is outside the range of the user pool's schema.",
    "The number of values in the User Record does not match the number of columns in the header.",
    "The User Record is not encoded in UTF-8.",
    "Import Job Completed Successfully.",
    "The Import Job was stopped by the developer.",
    "Too many users have failed or been skipped during the import.",
    "The user import job has expired.",
    "Amazon Cognito cannot assume the CloudWatch Logs role of the import job.",
    "Amazon Cognito cannot assume the role in CloudWatchLogsRoleArn.",
    "CloudWatch Logs role missing permission",
    "The CSV file has more than 500000 users.",
    "The attribute custom:role in the CSV header is not of the user pool.",
    "No csv file was uploaded for import-AbCdEfGhIj",
    "User pool eu-west-1_AbCdEfGhI does not exist.",
    "The user import job import-AbCdEfGhIj cannot be started, its status is InProgress.",
    ...Object.values(UserImportJobStatusType).map(
        (status) => `The user import job cannot be started, its status is ${status}.`,
    ),
    "The trust relationship of the role does not permit sts:AssumeRole",
    "The policy permits no import and forbids logs:CreateLogStream; the role lacks a permission and is lacking another.",
    "The precondition is not met. The user pool does not meet what the import needs.",
    "Another user import job is already active in this account.",
    "Rate exceeded",
    "1 validation error detected: Value at 'jobName' failed to satisfy constraint: Member must have length less than or equal to 128",
    "User: arn:aws:iam::123456789012:role/Deploy is not authorized to perform: iam:PassRole on resource: " +
        "arn:aws:iam::123456789012:role/CognitoImportLogs because no identity-based policy allows the iam:PassRole action",
    "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    "The security token included in the request is invalid.",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and " +
        "signing method. Consult the service documentation for details.",
    "Signature expired: 20260101T000000Z is now earlier than 20260101T001500Z",
    "Could not load credentials from any providers",
    "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    "Region is missing",
    "HTTP status code: 503",
    "Line Number 7: the limit is 500000.",
    "1 error in 500,000 rows, up to 12 attempts",
    "User: arn:aws:iam::123456789012:role/Deploy is not authorized to perform: cognito-idp:StartUserImportJob because no " +
        "permissions boundary allows the cognito-idp:StartUserImportJob action",
    "because no VPC endpoint policy allows the logs:CreateLogStream action",
    "The answer was Service Unavailable",
    "The answer was Internal Server Error",
    "The answer was Bad Gateway",
    "The answer was Gateway Timeout",
    "The answer was Internal Failure",
    "The answer was Not Found",
    "PasswordHashingAlgorithm can't be null",
    "The password hashing algorithm is not supported: Algorithm",
    "The user pool is not subscribed to tier ESSENTIALS/LITE/PLUS",
    "Not available in tier Essentials, Lite or Plus",
    "Credential should be scoped to a valid region.",
    "socket hang up",
    "The socket timed out after 10000 ms",
    "Connection timed out after 5,000 milliseconds",
    "Client network socket disconnected before secure TLS connection was established",
];

/** Numbers that count nothing: a phone number, a username or a code, each in a sentence that AWS may write. */
const numbers: readonly (readonly [string, string])[] = [
    ["The phone number 01712345 is invalid", "The phone number [redacted] is invalid"],
    ["The phone number 12345 is invalid", "The phone number [redacted] is invalid"],
    ["Invalid phone number 491712345", "Invalid phone number [redacted]"],
    ["Phone Number 4917", "Phone Number [redacted]"],
    ["1712345 user already exists", "[redacted] user already exists"],
    ["12345 user already exists", "[redacted] user already exists"],
    ["The username 12345 value is invalid", "The username [redacted] value is invalid"],
    ["The username 12345 token is expired", "The username [redacted] token is expired"],
    ["The code 123456 has expired", "The code [redacted] has expired"],
    ["status 1234", "status [redacted]"],
    ["more than 1712345 users", "more than [redacted] users"],
    ["The username 017123 users", "The username [redacted] users"],
    ["The limit is 491712345", "The limit is [redacted]"],
];

/** What may stand for a person or open a door, in a sentence of AWS. */
const secrets: readonly (readonly [string, string])[] = [
    ["a username", "ada.lovelace"],
    ["a name", "Ada Lovelace"],
    ["a name of other letters", "張偉"],
    ["a name that is made of words too", "Grant May"],
    ["an address", "ada.lovelace@example.com"],
    ["a phone number", "+15550100199"],
    ["a phone number in groups", "+1 (555) 010-0199"],
    ["a phone number in words", "555 010 0199"],
    ["an employee's number", "12345"],
    ["a birthdate", "10/12/1815"],
    ["a quoted value", '"Ada Lovelace"'],
    ["a quoted sentence of ordinary words", '"the user is here"'],
    ["a value in single quotes", "'ada lovelace'"],
    ["a value in typographic quotes", "“Ada”"],
    ["a quote without an end", '"Ada'],
    ["a bcrypt hash", "$2b$12$abcdefghijklmnopqrstuv"],
    ["an argon2 hash", "$argon2id$v=19$m=65536$c2FsdA$aGFzaA"],
    ["an argon2 hash as it is written in a CSV", "$argon2id$v=19$m=19456\\,t=2\\,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"],
    ["a pbkdf2 hash", "$pbkdf2-sha256$1000$./8gbWFkZS11cA$.X5Xfv1fFz/WwFAO.xxy/zw5gcM1TJ0azReGGgRGSbw"],
    ["a scrypt hash", "16384$8$1$00ff00ff$00ff00ff"],
    ["hexadecimal digits", "0123456789abcdef0123456789abcdef"],
    ["a UUID, which is a username in pools of addresses", "123e4567-e89b-12d3-a456-426614174000"],
    ["a session token", "IQoJb3JpZ2luX2VjEHoaCXVzLWVhc3QtMSJHMEUCIQ=="],
    ["an access key", "AKIAIOSFODNN7EXAMPLE"],
];

describe("shownText", () => {
    for (const text of known) {
        it(`shows all of "${text.slice(0, 60)}"`, () => {
            assert.equal(shownText(text), text);
        });
    }

    for (const text of new Set([
        ...refusalsOfTheRole.map(({ message }) => message),
        ...textsOfAnotherJob,
        ...textsOfLastingCauses,
    ])) {
        it(`leaves out no word of "${text}"`, () => {
            assert.doesNotMatch(shownText(text), /redacted/);
        });
    }

    for (const [what, secret] of secrets) {
        it(`takes out ${what}`, () => {
            const isOpen = /^"\w+$/.test(secret);
            assert.equal(
                shownText(`The username ${secret} already exists.`),
                isOpen ? "The username [redacted]" : "The username [redacted] already exists.",
            );
        });
    }

    for (const [text, shown] of numbers) {
        it(`takes out the number of "${text}"`, () => {
            assert.equal(shownText(text), shown);
        });
    }

    it("shows the server of a URL only", () => {
        for (const url of [
            "https://bucket.s3.amazonaws.com/secret/users.csv?X-Amz-Signature=secret",
            "https://ada:secret@bucket.s3.amazonaws.com",
            "https://bucket.s3.amazonaws.com#secret",
        ]) {
            assert.equal(shownText(`Invalid URL: ${url}`), "Invalid URL: https://bucket.s3.amazonaws.com/[redacted]");
        }
        assert.equal(shownText("Invalid URL: https://se cret:x@"), "Invalid URL: [redacted]");
        assert.equal(shownText("(see https://docs.aws.amazon.com)"), "(see https://docs.aws.amazon.com)");
    });

    it("shows roles, pools and logs by their ARN, and of a session, a user or an object not the name", () => {
        const shown = (arn: string): string => shownText(arn).slice("arn:aws:".length);

        assert.equal(
            shown("arn:aws:sts::123456789012:assumed-role/Admins/ada@example.com"),
            "sts::123456789012:assumed-role/Admins",
        );
        assert.equal(shown("arn:aws:iam::123456789012:user/ada"), "iam::123456789012:user/[redacted]");
        assert.equal(shown("arn:aws:s3:::people/ada.csv"), "s3:::[redacted]");
        assert.equal(shown("arn:aws:iam::123456789012:role/Ada@example.com"), "iam::123456789012:role/[redacted]");
    });

    it("shows an attribute in quotes, and no value beside it", () => {
        assert.equal(
            shownText("Value 'ada' at 'phone_number' failed: {\"username\": \"ada\"}"),
            "Value [redacted] at 'phone_number' failed: {\"username\": [redacted]}",
        );
    });

    it("leaves out the request that AWS repeats where a signature is wrong", () => {
        const text =
            "Check your key.\n\nThe Canonical String for this request should have been\n'POST\nx-amz-security-token:a'";

        assert.equal(shownText(text), "Check your key.");
    });

    it("looks at the first 2,000 characters only, whatever they are, and at no half of a word", () => {
        const texts = ["a", "a ", "arn:", "arn:aws:iam::1:role/", "'", '"', "(", "https://", "\n", "1 ", "a is "].map(
            (piece) => piece.repeat(80_000 / piece.length),
        );
        for (const text of texts) {
            assert.equal(shownText(text), shownText(text.slice(0, 2_001)));
        }
        assert.equal(shownText(`${"a ".repeat(997)}the theodore`).endsWith("a the …"), true);
    });
});
