#!/usr/bin/env bash
# Installs from Debian what test/gate drives: Jupyter's client and nbconvert, and on x86-64 an emulator of arm64 with
# the libraries that a program for it loads.
set -euo pipefail

packages=(jupyter-client jupyter-nbconvert)
if [ "$(dpkg --print-architecture)" = amd64 ]; then
  packages+=(qemu-user-static libstdc++6-arm64-cross)
fi
if dpkg-query --show --showformat='${Status}\n' "${packages[@]}" 2>/dev/null |
  grep --count --line-regexp 'install ok installed' | grep --quiet --line-regexp "${#packages[@]}"; then
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
started=$SECONDS
apt-get update -qq
apt-get install --yes --no-install-recommends -qq "${packages[@]}" >/dev/null
echo "installed ${packages[*]} in $((SECONDS - started)) s"
