"""What visitors said about addresses, decided one by one."""

from django.urls import URLPattern

urls: list[URLPattern] = []
