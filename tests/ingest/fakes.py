"""A library kept in memory, to the contract of the real one."""

import shutil
from dataclasses import replace

from vectorstore.decided import Decided


class FakeLibrary:
    def __init__(self, folder):
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._reports = {}
        self._parsed = {}
        self._passages = {}
        self.index_version = 0
        self.puts = 0
        self.fails = None

    def reports(self):
        return tuple(self._reports.values())

    def parsed(self, report_id):
        return self._parsed[report_id]

    def passages(self, report_id):
        return self._passages[report_id]

    def put(self, report, parsed, passages, original, progress=None, correction=None):
        if self.fails:
            raise self.fails
        shutil.copy(original, self._folder / f"{report.sha256}{original.suffix}")
        if progress:
            progress(len(passages))
        self._reports[report.report_id] = report
        self._parsed[report.report_id] = parsed
        self._passages[report.report_id] = tuple(passages)
        self.puts += 1
        self.index_version += 1

    def decided(self):
        return Decided()

    def drop(self, report_ids):
        for report_id in report_ids:
            del self._reports[report_id]
        self.index_version += 1

    def move(self, report_id, path):
        self._reports[report_id] = replace(self._reports[report_id], path=path)
        self.index_version += 1
