"""The users of one pool in a repository."""

import pulumi
import pulumi_cognito_user_import as cognito

config = pulumi.Config()

# A preview names each row that Cognito would refuse, and fails.
people = cognito.UserImport(
    "people",
    user_pool_id=config.require("userPoolId"),
    cloud_watch_logs_role_arn=config.require("cloudWatchLogsRoleArn"),
    source="users.csv",
    existing_users=cognito.ExistingUsers.OMIT,
    max_failed_users=0,
)

pulumi.export("status", people.status)
pulumi.export("importedUsers", people.imported_users)
pulumi.export("failedUsers", people.failed_users)
