/** What `--help` prints. */
export const help = `Usage: cognito-user-import validate FILE... [options]
       cognito-user-import import-file POOL/JOB --name NAME --source SOURCE [--component]

validate
Lists what Amazon Cognito would refuse in CSV files of users, line by line, and imports nothing. It prints lines, columns
and what to write instead, never a value of a file.

Arguments
  FILE                  a CSV, or - for standard input

Options
  --user-pool FILE      check the rules of one user pool, from a file with the output of
                        aws cognito-idp describe-user-pool --user-pool-id ID > pool.json
                        (the columns are derived from its schema)
  --user-pool-id ID     the same, but ask AWS: GetCSVHeader and DescribeUserPool with your usual credentials
                        (AWS_PROFILE, AWS_ENDPOINT_URL and other variables apply; the region is the pool's)
                        Without either, only the rules that hold for every pool are checked.
  --password-hashing-algorithm BCRYPT|SCRYPT|ARGON2ID|PBKDF2_SHA256
                        the algorithm of the job, to check the column password_hash
                        Without it, the file is checked for an import without password hashes.
  --ignore CODE         make a problem a warning, because you know better; it is still counted
                        Separate several codes with commas, or repeat the option.
  --format text|json    text (default): FILE:LINE: COLUMN: MESSAGE [CODE], for people and editors
                        json: one object for each FILE, each on its own line:
                        {"verdict":"ok"|"file-error"|"row-errors","rows":N,"bytes":N,"digest":"sha256:...",
                         "problems":[{"severity":"error"|"warning","certainty":"documented"|"assumed","count":N,"line":N,
                         "column":"email"|null,"code":"...","message":"..."}],"moreProblems":N}
                        (digest: null if the file is too large to be read; certainty: whether AWS documents the rule or
                         we assume it; count: how many problems this one stands for)
  --max-problems N      list up to N problems of each FILE (default 20); all are counted

Line 1 is the header. file-error: the job cannot work at all. row-errors: Cognito would fail these rows and import the
others. Warnings (allowed, but probably mistakes) do not change the verdict.

import-file
Prints what pulumi import --file takes to bring a job that exists into a stack, and changes nothing. The job must run or
have succeeded. The stack never starts or stops it. Pulumi's CLI must be 3.254.0 or newer. Run it in the program's folder:

  cognito-user-import import-file eu-west-1_AbCdEfGhI/import-AbCdEfGhIj --name seed --source users.csv > job.json
  pulumi import --file job.json --generate-code=false --protect=false

Arguments
  POOL/JOB              ids of the user pool and of the job

Options
  --name NAME           the name of the resource in the program
  --source SOURCE       the CSV that the job imported, written as in the program: a path or s3://bucket/key
                        AWS does not keep the content. A stack with another content would import it with a new job.
  --component           the program has a UserImport of this name, for which this is the only job
  --aws JSON            the argument aws of the resource, if it has one, such as '{"profile":"people"}'

Options of both
  -h, --help            show this text
  --version             show the version

Your usual credentials apply, and AWS_PROFILE, AWS_ENDPOINT_URL and other variables. The region is the pool's.

Exit codes
  0  valid: no errors; or the file was printed
  1  errors in a file
  2  wrong arguments, a file, pool or job could not be read, or the job cannot be imported

Examples
  cognito-user-import validate users.csv
  cognito-user-import validate users.csv --password-hashing-algorithm BCRYPT --ignore header-missing-column
  cognito-user-import validate users.csv --user-pool-id eu-west-1_AbCdEfGhI
  gunzip -c users.csv.gz | cognito-user-import validate - --user-pool pool.json --format json | jq .verdict

docs/csv.md explains every code.
`;
