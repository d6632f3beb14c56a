// Command sdk checks a package schema as `pulumi schema check` does, and writes the SDKs of all languages that it knows.
//
//	sdk SCHEMA FOLDER
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"

	"github.com/hashicorp/hcl/v2"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "npm run sdk"

// Each generator changes the package that it is given, so each gets its own.
var generators = map[string]func(pkg *schema.Package) (map[string][]byte, error){
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		files, err := golang.GeneratePackage(tool, pkg, nil)
		if err == nil {
			err = addGoModule(pkg, files)
		}
		return files, err
	},
	"nodejs": func(pkg *schema.Package) (map[string][]byte, error) {
		return nodejs.GeneratePackage(tool, pkg, nil, nil, false, nil)
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, nil)
	},
}

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: sdk SCHEMA FOLDER"))
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail(err)
	}
	for language, generate := range generators {
		if err := write(filepath.Join(os.Args[2], language), text, generate); err != nil {
			fail(fmt.Errorf("%s: %w", language, err))
		}
	}
}

func write(folder string, text []byte, generate func(*schema.Package) (map[string][]byte, error)) error {
	pkg, err := bind(text)
	if err != nil {
		return err
	}
	files, err := generate(pkg)
	if err != nil {
		return err
	}
	for name, content := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// addGoModule makes a module of the generated packages, which their generator leaves to whoever publishes them.
func addGoModule(pkg *schema.Package, files map[string][]byte) error {
	info, isKnown := pkg.Language["go"].(golang.GoPackageInfo)
	build, isBuilt := debug.ReadBuildInfo()
	if !isKnown || !isBuilt {
		return errors.New("the schema has no importBasePath, or this program no list of its modules")
	}
	for _, module := range build.Deps {
		if module.Path == "github.com/pulumi/pulumi/sdk/v3" {
			text := fmt.Sprintf("module %s\n\ngo 1.24\n\nrequire %s %s\n",
				path.Dir(info.ImportBasePath), module.Path, module.Version)
			files["go.mod"] = []byte(text)
			return nil
		}
	}
	return errors.New("this program was built without Pulumi's SDK")
}

// bind resolves the references of a schema, which may be to no other package.
func bind(text []byte) (*schema.Package, error) {
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, problems, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	for _, problem := range problems {
		if problem.Severity == hcl.DiagError {
			return nil, problem
		}
	}
	return pkg, nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
