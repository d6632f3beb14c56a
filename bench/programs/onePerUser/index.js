const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config();

/** As short as it can be: each user's state has this code twice. One client serves all. */
const provider = {
    async create({ endpoint, UserPoolId, Username, email }) {
        const sdk = require("@aws-sdk/client-cognito-identity-provider");
        globalThis.cognito ??= new sdk.CognitoIdentityProviderClient({ endpoint, region: "us-east-1" });
        const UserAttributes = [{ Name: "email", Value: email }];
        await globalThis.cognito.send(new sdk.AdminCreateUserCommand({ UserPoolId, Username, UserAttributes }));
        return { id: Username, outs: { email } };
    },
};

class User extends pulumi.dynamic.Resource {
    constructor(name, inputs) {
        super(provider, name, inputs);
    }
}

for (const Username of config.requireObject("usernames")) {
    const email = `${Username}@example.com`;
    new User(Username, { endpoint: config.require("endpoint"), UserPoolId: config.require("pool"), Username, email });
}
