"""Calls every operation that the emulator serves through boto3; prints which as a JSON array. Any assertion that fails ends it."""

import json
import os
import time
import urllib.request

import boto3
from botocore.config import Config

endpoint = os.environ["AWS_ENDPOINT_URL"]
quick = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
cognito = boto3.client("cognito-idp", config=quick)
logs = boto3.client("logs", config=quick)
s3 = boto3.client("s3", config=quick)
sts = boto3.client("sts", config=quick)
called = set()
for client in (cognito, logs, s3, sts):
    client.meta.events.register("before-call", lambda model, **_: called.add(model.name))


def refused(error, call, **arguments):
    try:
        call(**arguments)
    except error as found:
        # STS names some of its errors without the ending of their types.
        names = (error.__name__, error.__name__.removesuffix("Exception"))
        assert found.response["Error"]["Code"] in names, found
        assert found.response["ResponseMetadata"]["HTTPStatusCode"] == 400
        return found.response["Error"]["Message"]
    raise AssertionError(f"{call.__name__} was not refused")


def control(name, body):
    request = urllib.request.Request(
        f"{endpoint}/_emulator/{name}",
        json.dumps(body).encode() if body is not None else None,
        {"content-type": "application/json"},
    )
    return json.load(urllib.request.urlopen(request))


errors = cognito.exceptions

# Pools and clients.
pool = cognito.create_user_pool(
    PoolName="people",
    AutoVerifiedAttributes=["email"],
    MfaConfiguration="OPTIONAL",
    AliasAttributes=["email"],
    UsernameConfiguration={"CaseSensitive": False},
    Schema=[{"Name": "team", "AttributeDataType": "String", "Mutable": True}],
)["UserPool"]
in_pool = {"UserPoolId": pool["Id"]}
cognito.update_user_pool(**in_pool, AutoVerifiedAttributes=["email"], MfaConfiguration="OFF")
assert cognito.describe_user_pool(**in_pool)["UserPool"]["MfaConfiguration"] == "OFF"
totp = {"SoftwareTokenMfaConfiguration": {"Enabled": True}}
cognito.set_user_pool_mfa_config(**in_pool, **totp, MfaConfiguration="OPTIONAL")
config = cognito.get_user_pool_mfa_config(**in_pool)
assert config["MfaConfiguration"] == "OPTIONAL" and config["SoftwareTokenMfaConfiguration"] == {"Enabled": True}
cognito.set_user_pool_mfa_config(**in_pool, MfaConfiguration="OFF")
for number in range(3):
    cognito.create_user_pool(PoolName=f"other{number}")
pages = list(cognito.get_paginator("list_user_pools").paginate(PaginationConfig={"PageSize": 3}))
assert [len(page["UserPools"]) for page in pages] == [3, 1]
refused(errors.ResourceNotFoundException, cognito.describe_user_pool, UserPoolId="us-east-1_nothing")
client_id = cognito.create_user_pool_client(
    **in_pool, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]
)["UserPoolClient"]["ClientId"]
assert cognito.describe_user_pool_client(**in_pool, ClientId=client_id)["UserPoolClient"]["ClientName"] == "app"

# An import of 130 people, one of whom is there already and one whose row is wrong.
cognito.admin_create_user(**in_pool, Username="USER7")
columns = cognito.get_csv_header(**in_pool)["CSVHeader"]
assert "custom:team" in columns


def row(name, email):
    values = {"cognito:username": name, "cognito:mfa_enabled": "false", "email": email, "email_verified": "true"}
    return ",".join(values.get(column, "") for column in columns)


rows = [row(f"user{number}", f"user{number}@example.com") for number in range(129)] + [row("bad", "nowhere")]
create = {**in_pool, "JobName": "my-job", "CloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/CognitoCloudWatchLogsRole"}
message = refused(errors.InvalidParameterException, cognito.create_user_import_job, **{**create, "JobName": "a/b"})
assert "failed to satisfy constraint" in message
created = cognito.create_user_import_job(**create)["UserImportJob"]
job = {**in_pool, "JobId": created["JobId"]}
assert refused(errors.PreconditionNotMetException, cognito.start_user_import_job, **job).startswith("No csv file")
body = "\n".join([",".join(columns), *rows, ""]).encode()
headers = {"x-amz-server-side-encryption": "aws:kms", "Content-Type": ""}
urllib.request.urlopen(urllib.request.Request(created["PreSignedUrl"], body, headers, method="PUT"))
assert cognito.start_user_import_job(**job)["UserImportJob"]["Status"] == "Pending"
while True:
    described = cognito.describe_user_import_job(**job)["UserImportJob"]
    if described["Status"] not in ("Pending", "InProgress"):
        break
    time.sleep(0.05)
counts = [described[name] for name in ("Status", "ImportedUsers", "SkippedUsers", "FailedUsers")]
assert counts == ["Succeeded", 128, 1, 1], counts
assert described["CreationDate"] <= described["StartDate"] <= described["CompletionDate"]
refused(errors.PreconditionNotMetException, cognito.stop_user_import_job, **job)
refused(errors.ResourceNotFoundException, cognito.stop_user_import_job, **in_pool, JobId="import-TZqNQvDRnW")
for _ in range(4):
    cognito.create_user_import_job(**create)
found, token = [], {}
while True:
    page = cognito.list_user_import_jobs(**in_pool, MaxResults=2, **token)
    found += [listed["JobId"] for listed in page["UserImportJobs"]]
    if "PaginationToken" not in page:
        break
    token = {"PaginationToken": page["PaginationToken"]}
assert len(set(found)) == 5 and found[-1] == created["JobId"]

# What its log says.
group = f"/aws/cognito/userpools/{pool['Id']}/people"
streams = logs.describe_log_streams(logGroupName=group)["logStreams"]
assert [stream["logStreamName"] for stream in streams] == [f"{created['JobId']}/my-job"]
events = logs.get_log_events(logGroupName=group, logStreamName=streams[0]["logStreamName"], startFromHead=True)["events"]
assert len(events) == 132 and events[9]["message"].startswith("[SKIPPED] Line Number 9 - ")

# The people.
pages = list(cognito.get_paginator("list_users").paginate(**in_pool))
assert [len(page["Users"]) for page in pages] == [60, 60, 9]
assert len(cognito.list_users(**in_pool, Filter='email ^= "user11"')["Users"]) == 11
user = {**in_pool, "Username": "user1"}
assert cognito.admin_get_user(**user)["UserStatus"] == "RESET_REQUIRED"
cognito.admin_update_user_attributes(**user, UserAttributes=[{"Name": "custom:team", "Value": "A"}])
assert {"Name": "custom:team", "Value": "A"} in cognito.admin_get_user(**user)["UserAttributes"]

# A first sign-in.
sign_in = {"ClientId": client_id, "AuthFlow": "USER_PASSWORD_AUTH"}
password = "Str0ng-enough!"
parameters = {"AuthParameters": {"USERNAME": "user1", "PASSWORD": password}}
refused(errors.PasswordResetRequiredException, cognito.initiate_auth, **sign_in, **parameters)
admin_sign_in = {**in_pool, **sign_in, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH"}
refused(errors.PasswordResetRequiredException, cognito.admin_initiate_auth, **admin_sign_in, **parameters)
assert cognito.forgot_password(ClientId=client_id, Username="user1")["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
code = control("messages", None)["messages"][-1]["code"]
confirm = {"ClientId": client_id, "Username": "user1", "Password": password}
refused(errors.CodeMismatchException, cognito.confirm_forgot_password, **confirm, ConfirmationCode="x")
cognito.confirm_forgot_password(**confirm, ConfirmationCode=code)
assert cognito.initiate_auth(**sign_in, **parameters)["AuthenticationResult"]["TokenType"] == "Bearer"

# Faults, and what is not served.
control("faults", {"operation": "GetCSVHeader", "kind": "throttle"})
refused(errors.TooManyRequestsException, cognito.get_csv_header, **in_pool)
try:
    cognito.list_identity_providers(**in_pool)
    raise AssertionError("list_identity_providers is served")
except cognito.exceptions.ClientError as error:
    assert error.response["Error"]["Code"] == "UnknownOperationException"
called.discard("ListIdentityProviders")

# A source in S3, with every checksum that boto3 knows by itself.
s3.create_bucket(Bucket="people")
s3.put_bucket_versioning(Bucket="people", VersioningConfiguration={"Status": "Enabled"})
first = s3.put_object(Bucket="people", Key="a b/ü.csv", Body=b"one")
for algorithm in ("CRC32", "SHA1", "SHA256"):
    s3.put_object(Bucket="people", Key="a b/ü.csv", Body=b"12345", ChecksumAlgorithm=algorithm)
assert s3.get_object(Bucket="people", Key="a b/ü.csv", Range="bytes=1-3")["Body"].read() == b"234"
old = s3.get_object(Bucket="people", Key="a b/ü.csv", VersionId=first["VersionId"])
assert old["Body"].read() == b"one" and old["ETag"] == first["ETag"]
assert s3.head_object(Bucket="people", Key="a b/ü.csv")["ContentLength"] == 5

# Roles.
role = {"RoleArn": "arn:aws:iam::222222222222:role/Deploy", "RoleSessionName": "ci"}
assumed = sts.assume_role(**role, DurationSeconds=900, Tags=[{"Key": "team", "Value": "A"}])["Credentials"]
assert assumed["Expiration"].tzinfo is not None
session = boto3.Session(assumed["AccessKeyId"], assumed["SecretAccessKey"], assumed["SessionToken"])
assert session.client("cognito-idp", config=quick).list_user_pools(MaxResults=1)["UserPools"] == []
assert sts.get_caller_identity()["Account"] == "123456789012"
refused(sts.exceptions.InvalidIdentityTokenException, sts.assume_role_with_web_identity, **role, WebIdentityToken="none")

# Groups.
for name in ("staff", "buyers", "guests"):
    cognito.create_group(**in_pool, GroupName=name, Precedence=1)
staff = {**in_pool, "GroupName": "staff"}
refused(errors.GroupExistsException, cognito.create_group, **staff)
assert cognito.update_group(**staff, Description="All of us")["Group"]["Description"] == "All of us"
assert cognito.get_group(**staff)["Group"]["Precedence"] == 1
for number in range(3):
    cognito.admin_add_user_to_group(**staff, Username=f"user{number + 1}")
cognito.admin_remove_user_from_group(**staff, Username="user2")
pages = cognito.get_paginator("list_users_in_group").paginate(**staff, PaginationConfig={"PageSize": 1})
assert [user["Username"] for page in pages for user in page["Users"]] == ["user1", "user3"]
pages = cognito.get_paginator("list_groups").paginate(**in_pool, PaginationConfig={"PageSize": 2})
assert [len(page["Groups"]) for page in pages] == [2, 1]
groups = cognito.get_paginator("admin_list_groups_for_user").paginate(**in_pool, Username="user3")
assert [group["GroupName"] for page in groups for group in page["Groups"]] == ["staff"]
cognito.delete_group(**staff)
refused(errors.ResourceNotFoundException, cognito.get_group, **staff)

# The end.
cognito.admin_delete_user(**user)
refused(errors.UserNotFoundException, cognito.admin_get_user, **user)
cognito.delete_user_pool(**in_pool)
refused(errors.ResourceNotFoundException, cognito.get_csv_header, **in_pool)

print(json.dumps(sorted(called)))
