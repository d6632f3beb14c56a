#!/bin/sh
# The script that people write for an import, with curl in place of the AWS CLI, which takes half a second to start:
# importUsers.sh ENDPOINT POOL ROLE FILE. Prints how many users were imported.
set -eu
endpoint=$1 pool=$2 role=$3 file=$4

call() {
    curl -sSf "$endpoint" -H "X-Amz-Target: AWSCognitoIdentityProviderService.$1" \
        -H "Content-Type: application/x-amz-json-1.1" -H "Authorization: AWS4-HMAC-SHA256 any" -d "$2"
}
field() {
    sed -E "s/.*\"$1\":\"?([^\",}]*).*/\1/"
}

created=$(call CreateUserImportJob "{\"UserPoolId\":\"$pool\",\"JobName\":\"import\",\"CloudWatchLogsRoleArn\":\"$role\"}")
job="{\"UserPoolId\":\"$pool\",\"JobId\":\"$(echo "$created" | field JobId)\"}"
curl -sSf -T "$file" -H "x-amz-server-side-encryption: aws:kms" "$(echo "$created" | field PreSignedUrl)"
call StartUserImportJob "$job" > /dev/null
while :; do
    sleep 5
    described=$(call DescribeUserImportJob "$job")
    case $(echo "$described" | field Status) in
        Pending | InProgress) ;;
        Succeeded) break ;;
        *) exit 1 ;;
    esac
done
echo "$described" | field ImportedUsers
