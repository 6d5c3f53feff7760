"""The index behind the checks over the whole volume: who says what under which key, kept from edit to edit."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from editor.checks.check import Clash, Member, Report
from editor.checks.finding import Finding

FRONT = 0
"""The part that stands for the front of the volume; projects are parts under their keys, which are above 0."""


@dataclass(slots=True)
class _Group:
    """All that is said under one key: members by part, and the two that every other is held against."""

    members: dict[int, tuple[Member, ...]] = field(default_factory=dict)
    first: tuple[int, Member] | None = None
    second: tuple[int, Member] | None = None
    """The first whose value is another than `first`'s; both with their part."""

    def untouched(self, part: int, position: Mapping[int, int]) -> bool:
        """A change in this part cannot have changed `first` or `second`: it stands behind both."""
        if self.first is None or part == self.first[0] or (self.second is not None and part == self.second[0]):
            return False
        if any(kept is not None and kept[0] not in position for kept in (self.first, self.second)):
            return False  # one of the two is gone in the same step
        at = position.get(part)
        if at is None:
            return True
        if self.second is not None:
            return at > position[self.first[0]] and at > position[self.second[0]]
        value = self.first[1].value
        return at > position[self.first[0]] and all(member.value == value for member in self.members.get(part, ()))

    def settle(self, position: Mapping[int, int]) -> bool:
        """Finds `first` and `second` anew in print order; True where they have changed."""
        before = self.first, self.second
        self.first = self.second = None
        for part in sorted(self.members, key=position.__getitem__):
            for member in self.members[part]:
                if self.first is None:
                    self.first = part, member
                elif member.value != self.first[1].value:
                    self.second = part, member
                    return (self.first, self.second) != before
        return (self.first, self.second) != before

    def peer(self, member: Member) -> Member | None:
        """What a member is held against."""
        assert self.first is not None
        if member.value != self.first[1].value:
            return self.first[1]
        return self.second[1] if self.second is not None else None


class ClashIndex:
    """The findings of one check of this kind; each update touches only the keys of what has changed."""

    def __init__(self, check: Clash, report: Report) -> None:
        self.check = check
        self._report = report
        self._said: dict[int, tuple[Member, ...]] = {}
        self._groups: dict[Hashable, _Group] = {}
        self._findings: dict[int, tuple[Finding, ...]] = {}

    def update(self, said: Mapping[int, Iterable[Member]], position: Mapping[int, int], moved: bool) -> set[int]:
        """Takes what the changed parts say now (nothing for those that are gone); gives the parts whose findings may differ.

        `position` is the print order of all parts that are left; `moved` says that it is not the old one with some taken out
        and some put in.
        """
        touched: dict[Hashable, list[int]] = {}
        for part, members in said.items():
            for key in self._put(part, tuple(members)):
                touched.setdefault(key, []).append(part)
        if moved:
            touched |= {key: list(group.members) for key, group in self._groups.items() if len(group.members) > 1}
        stale = set(said)
        for key, parts in touched.items():
            group = self._groups.get(key)
            if group is None or (not moved and all(group.untouched(part, position) for part in parts)):
                continue
            if group.settle(position):
                stale.update(group.members)  # |= with the keys of a dict would copy the set each time
        return {part for part in stale if self._judge(part)}

    def of(self, part: int) -> tuple[Finding, ...]:
        """The findings at one part."""
        return self._findings.get(part, ())

    def _put(self, part: int, members: tuple[Member, ...]) -> set[Hashable]:
        old = self._said.pop(part, ())
        keys: set[Hashable] = {member.key for member in (*old, *members)}
        by_key: dict[Hashable, list[Member]] = {}
        for member in members:
            by_key.setdefault(member.key, []).append(member)
        for key in keys:
            group = self._groups.get(key)
            if key in by_key:
                if group is None:
                    group = self._groups[key] = _Group()
                group.members[part] = tuple(by_key[key])
            elif group is not None:
                group.members.pop(part, None)
                if not group.members:
                    del self._groups[key]
        if members:
            self._said[part] = members
        return keys

    def _judge(self, part: int) -> bool:
        """Finds anew what is at one part: at most one finding at each place."""
        found: dict[tuple[object, ...], Finding] = {}
        for member in self._said.get(part, ()):
            peer = self._groups[member.key].peer(member)
            finding = self.check.judge(member, peer, self._report) if peer is not None else None
            if finding is not None:
                found.setdefault((finding.place, finding.chars), finding)
        findings = tuple(found.values())
        if findings == self._findings.get(part, ()):
            return False
        if findings:
            self._findings[part] = findings
        else:
            del self._findings[part]
        return True
