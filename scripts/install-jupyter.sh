#!/usr/bin/env bash
# Installs Debian's Jupyter client and nbconvert, which test/gate/nbconvert.test.ts drives.
set -euo pipefail

packages=(jupyter-client jupyter-nbconvert)
if dpkg-query --show --showformat='${Status}\n' "${packages[@]}" 2>/dev/null |
  grep --count --line-regexp 'install ok installed' | grep --quiet --line-regexp "${#packages[@]}"; then
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
started=$SECONDS
apt-get update -qq
apt-get install --yes --no-install-recommends -qq "${packages[@]}" >/dev/null
echo "installed ${packages[*]} in $((SECONDS - started)) s"
