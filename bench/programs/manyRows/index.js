const pulumi = require("@pulumi/pulumi");
const { UserImportJob } = require("pulumi-cognito-user-import");

const config = new pulumi.Config();

/** The same people as in the files of the bench. */
function madeUpUsers(count) {
    return Array.from({ length: count }, (_, index) => ({
        username: `user${index}`,
        name: `Example User ${index}`,
        email: `user${index}@example.com`,
        emailVerified: true,
        address: "x".repeat(116),
    }));
}

const users = config.getNumber("users");
const source = users === undefined ? { source: config.require("source") } : { users: madeUpUsers(users) };
exports.importedUsers = new UserImportJob("users", { ...config.requireObject("args"), ...source }).importedUsers;
