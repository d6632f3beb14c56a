import assert from "node:assert/strict";
import type { UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import { poolRulesFromUserPool } from "../../../provider/src/csv/poolRules";
import { standardColumns } from "../../../provider/src/users/standardColumns";

const userPool: UserPoolType = {
    SchemaAttributes: [
        {
            Name: "sub",
            AttributeDataType: "String",
            Required: true,
            StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
        },
        {
            Name: "email",
            AttributeDataType: "String",
            Required: true,
            StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
        },
        {
            Name: "custom:level",
            AttributeDataType: "Number",
            NumberAttributeConstraints: { MinValue: "-5", MaxValue: "1e3" },
        },
        { Name: "dev:custom:old", AttributeDataType: "String", StringAttributeConstraints: {} },
    ],
    AutoVerifiedAttributes: ["email"],
    MfaConfiguration: "OPTIONAL",
    UsernameAttributes: ["phone_number"],
    UsernameConfiguration: { CaseSensitive: false },
};

describe("poolRulesFromUserPool", () => {
    it("turns what DescribeUserPool answers into rules", () => {
        const rules = poolRulesFromUserPool(userPool);

        assert.deepEqual(rules.attributes?.get("email"), {
            dataType: "String",
            required: true,
            minLength: 0,
            maxLength: 2048,
        });
        assert.deepEqual(rules.attributes?.get("custom:level"), {
            dataType: "Number",
            required: false,
            minValue: -5,
            maxValue: 1000,
        });
        assert.deepEqual(rules.attributes?.get("dev:custom:old"), { dataType: "String", required: false });
        assert.deepEqual(rules.autoVerifiedAttributes, ["email"]);
        assert.deepEqual(rules.usernameAttributes, ["phone_number"]);
        assert.equal(rules.mfaConfiguration, "OPTIONAL");
        assert.equal(rules.caseSensitiveUsernames, false);
    });

    it("derives the header from the schema, and takes GetCSVHeader's where it is known", () => {
        const derived = poolRulesFromUserPool(userPool);
        const asked = poolRulesFromUserPool(userPool, ["cognito:username", "email"]);

        assert.deepEqual(derived.header, [
            ...standardColumns.slice(0, -1),
            "custom:level",
            "dev:custom:old",
            "cognito:mfa_enabled",
        ]);
        assert.equal(derived.isHeaderDerived, true);
        assert.deepEqual(asked.header, ["cognito:username", "email"]);
        assert.equal(asked.isHeaderDerived, false);
    });

    it("takes addresses and numbers that are aliases, for which there are rules", () => {
        const AliasAttributes = ["preferred_username", "phone_number"];

        assert.deepEqual(poolRulesFromUserPool({ ...userPool, AliasAttributes }).aliasAttributes, ["phone_number"]);
        assert.deepEqual(poolRulesFromUserPool(userPool).aliasAttributes, []);
    });

    it("takes what GetUserPoolMfaConfig says of the ways in which codes are sent, where MFA is required", () => {
        const sms = { SmsMfaConfiguration: { SmsAuthenticationMessage: "{####}", SmsConfiguration: {} } };
        const email = { EmailMfaConfiguration: { Subject: "Your code" } };
        const contacts = (config: object, MfaConfiguration = "ON"): unknown =>
            poolRulesFromUserPool({ ...userPool, MfaConfiguration }, undefined, config).mfaContacts;

        assert.deepEqual(contacts(sms), ["phone_number"]);
        assert.deepEqual(contacts({ ...sms, ...email }), ["phone_number", "email"]);
        assert.deepEqual(contacts({ ...email, SoftwareTokenMfaConfiguration: { Enabled: false } }), ["email"]);
        assert.deepEqual(contacts({ ...email, SoftwareTokenMfaConfiguration: { Enabled: true } }), undefined);
        assert.deepEqual(contacts({ SmsMfaConfiguration: { SmsAuthenticationMessage: "{####}" } }), undefined);
        assert.deepEqual(contacts(sms, "OPTIONAL"), undefined);
        assert.deepEqual(poolRulesFromUserPool({ ...userPool, MfaConfiguration: "ON" }).mfaContacts, undefined);
    });

    it("takes a missing list of auto-verified attributes for an empty one, and leaves the rest unknown", () => {
        const rules = poolRulesFromUserPool({ SchemaAttributes: [] });

        assert.deepEqual(rules.autoVerifiedAttributes, []);
        assert.equal(rules.mfaConfiguration, undefined);
        assert.equal(rules.caseSensitiveUsernames, undefined);
    });
});
